package io.laiwang.kit.token;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens with the public keys of auth-service. Keys once fetched are kept, so tokens are checked on
 * while auth-service is down. They are fetched again every five minutes, beside a check that doesn't wait for it, so a
 * new key is known before it signs; a token with an unknown key makes it ask at once, at most every five seconds.
 *
 * <p>Not the JWKS support of a security framework, because those fetch on the thread that checks the token, and here
 * that is an event loop.
 */
@Singleton
public class AccessTokens {
    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final int CLOCK_SKEW_SECONDS = 5;
    private static final long ASK_AGAIN_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();

    private final KeySource source;
    private volatile @Nullable JwtConsumer verifier;
    private final LongSupplier nanoTime;
    private volatile long askedAt;

    @Inject
    AccessTokens(KeySource source) {
        this(source, System::nanoTime);
    }

    AccessTokens(KeySource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong() - ASK_AGAIN_NANOS;
    }

    /** Who a token stands for; fails with a {@link Refused} 401 for a token that is missing, wrong or expired. */
    public Uni<Identity> verify(@Nullable String token) {
        if (token == null) {
            return Uni.createFrom().failure(unauthorized());
        }
        JwtConsumer known = verifier;
        if (known == null) {
            return fetchKeys().map(fresh -> identify(fresh, token));
        }
        refreshBeside();
        try {
            return Uni.createFrom().item(identify(known, token));
        } catch (Refused refused) {
            return nanoTime.getAsLong() - askedAt > ASK_AGAIN_NANOS && isKeyUnknown(known, token)
                    ? fetchKeys().map(fresh -> identify(fresh, token))
                    : Uni.createFrom().failure(refused);
        }
    }

    /** The token of an {@code Authorization: Bearer …} header. */
    public static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : null;
    }

    private void refreshBeside() {
        if (nanoTime.getAsLong() - askedAt > FRESH_NANOS) {
            fetchKeys()
                    .subscribe()
                    .with(
                            fresh -> LOG.debug("keys fetched again"),
                            failure -> LOG.warnf("the keys of before go on: %s", failure.toString()));
        }
    }

    private Uni<JwtConsumer> fetchKeys() {
        askedAt = nanoTime.getAsLong();
        return source.jwks().map(AccessTokens::consumer).invoke(fresh -> verifier = fresh);
    }

    private static JwtConsumer consumer(String jwks) {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
                    .setJwsAlgorithmConstraints(
                            AlgorithmConstraints.ConstraintType.PERMIT,
                            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setExpectedIssuer("laiwang")
                    .setExpectedAudience("laiwang")
                    .setRequireExpirationTime()
                    .setRequireSubject()
                    .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                    .build();
        } catch (JoseException e) {
            throw new IllegalStateException("auth-service sent keys that can't be read", e);
        }
    }

    private static Identity identify(JwtConsumer verifier, String token) {
        try {
            JwtClaims claims = verifier.processToClaims(token);
            Optional<UUID> account = Ids.parse(claims.getSubject());
            Optional<UUID> session = Ids.parse(String.valueOf(claims.getClaimValue("sid", String.class)));
            if (account.isPresent() && session.isPresent()) {
                return new Identity(account.get(), session.get());
            }
        } catch (InvalidJwtException | MalformedClaimException e) {
            LOG.debug("token refused");
        }
        throw unauthorized();
    }

    private static boolean isKeyUnknown(JwtConsumer verifier, String token) {
        try {
            verifier.processToClaims(token);
            return false;
        } catch (InvalidJwtException e) {
            return e.getCause() instanceof UnresolvableKeyException;
        }
    }

    private static Refused unauthorized() {
        return new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
    }
}
