/**
 * chat-service owns the order and the content of every conversation. It never asks another service for permission while
 * a message waits: membership comes to it on the log. Start reading at {@link io.laiwang.chat.log.Sequencer}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat;
