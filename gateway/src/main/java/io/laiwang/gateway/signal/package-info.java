/**
 * The channel between gateways that may lose what it carries ({@code laiwang.signals}), and the simplest thing that goes
 * over it: typing. What else does ({@code presence}, {@code board}) brings a {@link
 * io.laiwang.gateway.signal.SignalHandler} of its own.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.signal;
