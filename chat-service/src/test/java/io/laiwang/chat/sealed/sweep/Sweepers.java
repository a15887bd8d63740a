package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.BurnMetrics;
import io.laiwang.chat.sealed.SealedLog;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.key.ContentKeys;
import java.time.Clock;
import java.time.Duration;

/** Sweepers of messages without media, each an instance of its own. */
public final class Sweepers {
    public static final Duration SKEW = Duration.ofSeconds(2);

    public static final Duration LEASE = Duration.ofSeconds(3);

    private Sweepers() {}

    public static Sweeper sweeper(SealedStore store, SealedLog log, BurnMetrics metrics, Clock clock) {
        return new Sweeper(store, new MediaEraser(null, null), log, metrics, new Settings(), clock);
    }

    public static KeyKeeper keeper(ContentKeys keys, SealedStore store) {
        return new KeyKeeper(keys, store);
    }

    private static final class Settings implements SweepSettings {
        @Override
        public Duration every() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration keysEvery() {
            return Duration.ofSeconds(60);
        }

        @Override
        public int batch() {
            return 500;
        }

        @Override
        public Duration pace() {
            return Duration.ZERO;
        }

        @Override
        public Duration lease() {
            return LEASE;
        }

        @Override
        public Duration clockSkew() {
            return SKEW;
        }
    }
}
