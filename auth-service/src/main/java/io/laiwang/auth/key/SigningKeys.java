package io.laiwang.auth.key;

import io.laiwang.kit.token.KeySource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that access tokens are signed with, kept encrypted and rotated by {@link KeySchedule}. Whichever instance
 * comes first makes the next one; the others find it within a minute, long before it signs.
 */
@Singleton
public class SigningKeys implements KeySource {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final long ROTATING = 7236838;

    private final Mutiny.SessionFactory database;
    private final KeySchedule schedule;
    private final Sealer sealer;
    private final Clock clock;
    private volatile @Nullable LiveKeys loaded;

    SigningKeys(Mutiny.SessionFactory database, KeySchedule.Settings settings, Clock clock) {
        this.database = database;
        this.schedule = KeySchedule.of(settings);
        this.sealer = new Sealer(Base64.getDecoder().decode(settings.secret()));
        this.clock = clock;
    }

    public Uni<String> sign(UUID accountId, UUID sessionId, Instant issuedAt, Instant expiresAt) {
        return live().map(keys -> keys.signing(schedule, clock.instant())).map(key -> Jwt.issuer("laiwang")
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
        return live().map(LiveKeys::jwks);
    }

    /** What is due is done, and what other instances did is learnt. Without a database the keys of before go on. */
    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> check() {
        return rotate().replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("signing keys can't be checked: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<LiveKeys> rotate() {
        return database.withTransaction(this::rotate)
                .map(rows -> LiveKeys.read(rows, sealer))
                .invoke(fresh -> loaded = fresh);
    }

    private Uni<LiveKeys> live() {
        LiveKeys known = loaded;
        return known != null ? Uni.createFrom().item(known) : rotate();
    }

    private Uni<List<SigningKey>> rotate(Mutiny.Session session) {
        return session.createNativeQuery("select cast(pg_advisory_xact_lock(?1) as text)", String.class)
                .setParameter(1, ROTATING)
                .getResultList()
                .chain(() -> all(session))
                .chain(keys -> retire(session, keys))
                .chain(keys -> schedule.needsAnother(made(keys), clock.instant())
                        ? session.persist(make()).chain(session::flush).chain(() -> all(session))
                        : Uni.createFrom().item(keys));
    }

    private Uni<List<SigningKey>> retire(Mutiny.Session session, List<SigningKey> keys) {
        int live = schedule.live(made(keys), clock.instant());
        return Multi.createFrom()
                .iterable(keys.subList(live, keys.size()))
                .onItem()
                .transformToUniAndConcatenate(session::remove)
                .collect()
                .last()
                .replaceWith(keys.subList(0, live));
    }

    private static Uni<List<SigningKey>> all(Mutiny.Session session) {
        return session.createQuery("from SigningKey order by createdAt desc", SigningKey.class)
                .getResultList();
    }

    private static List<Instant> made(List<SigningKey> keys) {
        return keys.stream().map(key -> key.createdAt).toList();
    }

    private SigningKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(
                    UUID.randomUUID().toString(),
                    pair.getPublic().getEncoded(),
                    sealer.seal(pair.getPrivate().getEncoded()),
                    clock.instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }
}
