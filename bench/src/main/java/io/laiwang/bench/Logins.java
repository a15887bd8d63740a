package io.laiwang.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** People who log in all at once, each again as soon as it is in. */
final class Logins {
    private static final int CREATED = 201;
    private static final Set<Integer> ASKED_TO_WAIT = Set.of(429, 503);

    private final List<Account> people;

    Logins(List<Account> people) {
        this.people = people;
    }

    /** @param refused how often somebody was asked to wait, and waited a second */
    record Outcome(long refused, Histogram nanos) {
        long succeeded() {
            return nanos.getTotalCount();
        }

        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    Outcome run(int atOnce, Duration time) {
        Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        AtomicLong refused = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < atOnce; i++) {
                Account person = people.get(i % people.size());
                threads.execute(() -> logIn(person, end, nanos, refused));
            }
        }
        return new Outcome(refused.get(), nanos);
    }

    private void logIn(Account person, long end, Histogram nanos, AtomicLong refused) {
        while (System.nanoTime() < end) {
            try {
                long start = System.nanoTime();
                int status = person.logIn();
                if (ASKED_TO_WAIT.contains(status)) {
                    refused.incrementAndGet();
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                } else if (status != CREATED) {
                    throw new IllegalStateException("a login was answered with " + status);
                } else {
                    nanos.recordValue(System.nanoTime() - start);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
