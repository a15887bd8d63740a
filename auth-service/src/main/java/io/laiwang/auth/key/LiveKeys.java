package io.laiwang.auth.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys that are published, the newest first, ready to sign. */
record LiveKeys(List<Key> keys, String jwks) {
    record Key(String kid, PrivateKey privateKey, Instant createdAt) {}

    static LiveKeys read(List<SigningKey> rows, Sealer sealer) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            List<Key> keys = new ArrayList<>();
            List<JsonWebKey> published = new ArrayList<>();
            for (SigningKey row : rows) {
                PrivateKey privateKey = factory.generatePrivate(new PKCS8EncodedKeySpec(sealer.open(row.privateKey)));
                keys.add(new Key(row.kid, privateKey, row.createdAt));
                published.add(publish(factory, row));
            }
            return new LiveKeys(List.copyOf(keys), new JsonWebKeySet(published).toJson());
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("the signing keys can't be read", e);
        }
    }

    Key signing(KeySchedule schedule, Instant now) {
        return keys.get(schedule.signing(keys.stream().map(Key::createdAt).toList(), now));
    }

    private static JsonWebKey publish(KeyFactory factory, SigningKey row)
            throws GeneralSecurityException, JoseException {
        PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(
                (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(row.publicKey)));
        jwk.setKeyId(row.kid);
        jwk.setAlgorithm("ES256");
        jwk.setUse("sig");
        return jwk;
    }
}
