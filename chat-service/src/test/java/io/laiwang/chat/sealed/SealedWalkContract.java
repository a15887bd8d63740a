package io.laiwang.chat.sealed;

import io.laiwang.chat.store.StoreServer;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random walks over everything that can happen to disappearing messages, on the real store, with two instances whose
 * clocks differ. {@link SealedModel} knows only what is promised. {@code -Dlaiwang.sealed.walks=1000} goes on for longer.
 */
public interface SealedWalkContract {
    int WALKS = Integer.getInteger("laiwang.sealed.walks", 8);
    int STEPS = 120;
    long FIRST_SEED = Long.getLong("laiwang.sealed.seed", 1);

    StoreServer server();

    @Test
    default void nobodyReadsAtOrAfterTheDeadlineWhateverHappens(@TempDir Path folder) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + WALKS; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SealedWalk walk = new SealedWalk(server().sealed(), folder.resolve("keys-" + seed), random, "seed " + seed);
            for (int step = 0; step < STEPS; step++) {
                walk.step();
            }
            walk.end();
        }
    }
}
