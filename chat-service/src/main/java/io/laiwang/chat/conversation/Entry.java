package io.laiwang.chat.conversation;

import io.laiwang.contracts.Command;
import java.time.Instant;

/**
 * A command and its place on the log.
 *
 * @param rev that place as a number that grows within the conversation
 * @param at when the log took it
 */
public record Entry(Command command, long rev, Instant at) {}
