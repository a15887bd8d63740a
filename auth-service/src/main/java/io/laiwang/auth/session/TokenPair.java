package io.laiwang.auth.session;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What a login and a refresh answer. */
@RegisterForReflection
record TokenPair(
        UUID accountId, UUID sessionId, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {}
