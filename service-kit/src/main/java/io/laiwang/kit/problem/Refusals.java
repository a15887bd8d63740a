package io.laiwang.kit.problem;

import io.laiwang.contracts.ProblemCode;
import io.micrometer.core.instrument.Metrics;

/** How often something was refused, by reason. There are few reasons and all are known, so few counters. */
public final class Refusals {
    private Refusals() {}

    public static void count(ProblemCode reason) {
        Metrics.counter("laiwang.refused", "reason", reason.code()).increment();
    }
}
