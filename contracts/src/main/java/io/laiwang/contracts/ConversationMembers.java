package io.laiwang.contracts;

import java.util.List;
import java.util.UUID;

/**
 * Who is in a conversation now, as chat-service tells the gateway; nobody once it is closed to writing.
 *
 * @param timerSeconds after which its messages disappear; 0 without a timer
 */
public record ConversationMembers(List<UUID> accountIds, int timerSeconds) {}
