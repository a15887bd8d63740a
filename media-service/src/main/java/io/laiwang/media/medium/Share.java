package io.laiwang.media.medium;

import java.util.UUID;

/** A message that brought a medium to a conversation. */
public record Share(UUID conversationId, long seq) {}
