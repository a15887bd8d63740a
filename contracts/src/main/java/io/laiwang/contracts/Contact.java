package io.laiwang.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A contact as its owner sees it. */
public record Contact(Profile account, @Nullable String alias, UUID conversationId, Instant since) {}
