/** Puts commands on the log of their conversation and brings back what became of them. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.command;
