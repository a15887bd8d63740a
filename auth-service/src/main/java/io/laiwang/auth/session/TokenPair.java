package io.laiwang.auth.session;

import java.time.Instant;
import java.util.UUID;

/** What a login and a refresh answer. */
record TokenPair(
        UUID accountId, UUID sessionId, String accessToken, Instant accessTokenExpiresAt, String refreshToken) {}
