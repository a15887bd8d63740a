/**
 * The whole of Laiwang on one machine without Docker: real stores, a real broker, the five services as the processes
 * that they are in production. Behind {@code ./laiwang up}, the e2e stories and every service's tests. Start reading
 * at {@link io.laiwang.stack.Stack}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack;
