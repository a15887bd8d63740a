package io.laiwang.auth.key;

import io.laiwang.kit.token.KeySource;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The key that access tokens are signed with: made once, by whichever instance comes first, and kept encrypted. */
@Singleton
public class SigningKeys implements KeySource {
    private static final long MAKING_A_KEY = 7236838;

    private final Mutiny.SessionFactory database;
    private final Sealer sealer;
    private final Clock clock;
    private volatile @Nullable Loaded loaded;

    private record Loaded(String kid, PrivateKey privateKey, String jwks) {}

    SigningKeys(
            Mutiny.SessionFactory database, Clock clock, @ConfigProperty(name = "laiwang.keys.secret") String secret) {
        this.database = database;
        this.clock = clock;
        this.sealer = new Sealer(Base64.getDecoder().decode(secret));
    }

    public Uni<String> sign(UUID accountId, UUID sessionId, Instant issuedAt, Instant expiresAt) {
        return current().map(key -> Jwt.issuer("laiwang")
                .audience("laiwang")
                .subject(accountId.toString())
                .claim("sid", sessionId.toString())
                .issuedAt(issuedAt)
                .expiresAt(expiresAt)
                .jws()
                .keyId(key.kid())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.privateKey()));
    }

    @Override
    public Uni<String> jwks() {
        return current().map(Loaded::jwks);
    }

    private Uni<Loaded> current() {
        Loaded known = loaded;
        return known != null
                ? Uni.createFrom().item(known)
                : database.withTransaction(this::loadOrMake).map(this::read).invoke(fresh -> loaded = fresh);
    }

    private Uni<SigningKey> loadOrMake(Mutiny.Session session) {
        return session.createNativeQuery("select cast(pg_advisory_xact_lock(?1) as text)", String.class)
                .setParameter(1, MAKING_A_KEY)
                .getResultList()
                .chain(() -> session.createQuery("from SigningKey order by createdAt desc", SigningKey.class)
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .switchTo(() -> make(session));
    }

    private Uni<SigningKey> make(Mutiny.Session session) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            SigningKey key = new SigningKey(
                    UUID.randomUUID().toString(),
                    pair.getPublic().getEncoded(),
                    sealer.seal(pair.getPrivate().getEncoded()),
                    clock.instant());
            return session.persist(key).replaceWith(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    private Loaded read(SigningKey key) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(key.publicKey)));
            jwk.setKeyId(key.kid);
            jwk.setAlgorithm("ES256");
            jwk.setUse("sig");
            PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(sealer.open(key.privateKey)));
            return new Loaded(key.kid, privateKey, new JsonWebKeySet(jwk).toJson());
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("the signing key can't be read", e);
        }
    }
}
