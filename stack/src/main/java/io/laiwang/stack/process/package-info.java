/** A child process that never outlives the stack. */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack.process;
