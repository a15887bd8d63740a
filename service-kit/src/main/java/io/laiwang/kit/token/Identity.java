package io.laiwang.kit.token;

import java.util.UUID;

/** Whom an access token stands for. */
public record Identity(UUID accountId, UUID sessionId) {}
