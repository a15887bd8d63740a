/** What things cost, measured from outside. Start at {@link io.laiwang.bench.SendToReceive}. */
@org.jspecify.annotations.NullMarked
package io.laiwang.bench;
