/** {@code ./laiwang dead-letters}: what chat-service couldn't handle, and what becomes of it once the cause is gone. */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack.letters;
