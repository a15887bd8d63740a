package io.laiwang.kit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Checking tokens while keys change and auth-service comes and goes. */
class AccessTokensTest {
    private final Identity ann = new Identity(UUID.randomUUID(), UUID.randomUUID());
    private final EllipticCurveJsonWebKey old = key("old");
    private final EllipticCurveJsonWebKey fresh = key("fresh");
    private final AtomicLong nanos = new AtomicLong();
    private int asked;
    private Uni<String> answer = keys(old);
    private final AccessTokens tokens = new AccessTokens(this::ask, nanos::get);

    @Test
    void keysAreKeptThroughAnOutage() {
        assertEquals(ann, verify(token(old)));
        answer = Uni.createFrom().failure(new IOException("auth-service is down"));
        later(Duration.ofHours(3));
        assertEquals(ann, verify(token(old)));
        assertThrows(Exception.class, () -> verify(token(fresh)), "and one that nobody knows is not let in");
        answer = keys(old, fresh);
        later(Duration.ofSeconds(6));
        assertEquals(ann, verify(token(fresh)));
    }

    @Test
    void aNewKeyIsKnownBeforeItSigns() {
        verify(token(old));
        answer = keys(old, fresh);
        later(Duration.ofMinutes(6));
        verify(token(old));
        answer = Uni.createFrom().failure(new IOException("auth-service is down"));
        assertEquals(ann, verify(token(fresh)));
    }

    @Test
    void unknownKeysAskOnceInFiveSeconds() {
        verify(token(old));
        later(Duration.ofSeconds(6));
        for (int i = 0; i < 50; i++) {
            assertThrows(Refused.class, () -> verify(token(fresh)));
        }
        assertEquals(2, asked);
    }

    private Uni<String> ask() {
        asked++;
        return answer;
    }

    private void later(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private Identity verify(String token) {
        return tokens.verify(token).await().atMost(Duration.ofSeconds(5));
    }

    private static Uni<String> keys(EllipticCurveJsonWebKey... keys) {
        return Uni.createFrom().item(new JsonWebKeySet(Arrays.asList(keys)).toJson());
    }

    private String token(EllipticCurveJsonWebKey key) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer("laiwang");
            claims.setAudience("laiwang");
            claims.setSubject(ann.accountId().toString());
            claims.setClaim("sid", ann.sessionId().toString());
            claims.setExpirationTimeMinutesInTheFuture(10);
            JsonWebSignature signed = new JsonWebSignature();
            signed.setPayload(claims.toJson());
            signed.setKey(key.getPrivateKey());
            signed.setKeyIdHeaderValue(key.getKeyId());
            signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            return signed.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey key(String kid) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
