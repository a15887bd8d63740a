package io.laiwang.chat.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.chat.store.Faults;
import io.laiwang.chat.store.Faults.Fault;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.contracts.Command;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Whatever goes wrong on the way, what is left is what the log alone decides: each run is held against a second one over
 * the same log in which nothing goes wrong, and against what was promised to those who sent the commands.
 *
 * <p>{@code -Dlaiwang.fault.runs=100} makes more of them; a failure names the number that makes it again.
 */
interface SequencerFaultContract {
    int RUNS = Integer.getInteger("laiwang.fault.runs", 4);
    boolean ALL = RUNS > 50;
    long FIRST = Long.getLong("laiwang.fault.first", 1);
    Fault[] FAULTS = Fault.values();

    StoreServer server();

    /** Outages, kills at any moment, lost commits, and lives that go on after they were replaced. */
    @Test
    default void randomFaultsChangeNothing() throws Exception {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            Random random = new Random(seed);
            run(seed, 300, () -> new Faults(_ -> random.nextInt(40) == 0 ? any(random) : Fault.NONE));
        }
    }

    /** A process that is killed before, in and after every single call, and a call that fails before and after its effect. */
    @Test
    default void everyCallThatFailsInTurnChangesNothing() throws Exception {
        int calls = callsOfAShortRun();
        int step = ALL ? 1 : 7;
        for (Fault fault : FAULTS) {
            for (int call = 0; call < calls; call += step) {
                int at = call;
                AtomicBoolean first = new AtomicBoolean(true);
                run(
                        FIRST,
                        30,
                        () -> first.getAndSet(false) ? new Faults(n -> n == at ? fault : Fault.NONE) : Faults.none());
            }
        }
    }

    private int callsOfAShortRun() throws Exception {
        Faults none = Faults.none();
        run(FIRST, 30, () -> none);
        return none.calls();
    }

    private void run(long seed, int length, Supplier<Faults> faults) throws Exception {
        List<Command> commands = Script.of(seed, UUID.randomUUID().toString(), length);
        List<Command> same = Script.of(seed, UUID.randomUUID().toString(), length);
        Told told = new Told();
        try {
            new Lives(server(), told, commands, seed).work(faults);
            Told expected = new Told();
            new Lives(server(), expected, same, seed).work(Faults::none);

            Checker checker = new Checker(server(), told, commands);
            checker.check();
            assertEquals(new Checker(server(), expected, same).left(), checker.left(), "what is left");
        } catch (Exception | AssertionError e) {
            throw new AssertionError("-Dlaiwang.fault.first=" + seed + ": " + e.getMessage(), e);
        }
    }

    private static Fault any(Random random) {
        return FAULTS[random.nextInt(FAULTS.length)];
    }
}
