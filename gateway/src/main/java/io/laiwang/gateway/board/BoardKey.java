package io.laiwang.gateway.board;

import java.util.UUID;

/** A board, of a conversation: two conversations may use the same id. */
record BoardKey(UUID conversationId, UUID boardId) {}
