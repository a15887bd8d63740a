/** Writes to a conversation, by REST and by the stream: what must be asked first, and their way to the log. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.message;
