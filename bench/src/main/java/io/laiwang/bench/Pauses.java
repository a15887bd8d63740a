package io.laiwang.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long messages waited for their acks, by what happened meanwhile. */
final class Pauses {
    private volatile Histogram times = histogram();

    void begin() {
        times = histogram();
    }

    void add(long nanos) {
        times.recordValue(nanos);
    }

    /**
     * A row of the table.
     *
     * @param calm the p99 to compare with, in ms
     * @return the p99 in ms
     */
    double tell(String replaced, double calm) {
        Histogram of = times;
        double p99 = millis(of, 99);
        System.out.printf(
                "| %s | %,d | %.0f ms | %.0f ms | %,.0f ms | %s |%n",
                replaced,
                of.getTotalCount(),
                millis(of, 50),
                p99,
                millis(of, 100),
                Double.isNaN(calm) ? "" : "%.1f times".formatted(p99 / calm));
        return p99;
    }

    private static double millis(Histogram of, double percentile) {
        return of.getValueAtPercentile(percentile) / 1e6;
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(5), 3);
    }
}
