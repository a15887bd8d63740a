package io.laiwang.e2e;

import io.laiwang.stack.Service;
import io.laiwang.stack.Store;
import io.laiwang.stack.process.Child;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Kills what can be killed, at random, and lets a second chat-service come and go. */
final class Havoc implements AutoCloseable {
    private enum Blow {
        CHAT_SERVICE,
        GATEWAY,
        GROUP_SERVICE,
        DATABASE,
        KAFKA,
        /** Comes, which moves partitions, or is killed. */
        SECOND_CHAT_SERVICE
    }

    /** The stack takes more than five restarts in a minute for hopeless, whoever asks for them. */
    private static final int A_MINUTE = 3;

    /** Over all runs, which are on one stack. */
    private static final Map<Blow, List<Instant>> DEALT = new EnumMap<>(Blow.class);

    private final World world;
    private final Random random;
    private final List<String> diary = new ArrayList<>();
    private @Nullable Child second;

    Havoc(World world, long seed) {
        this.world = world;
        this.random = new Random(seed);
    }

    void rages(Duration length) {
        Instant end = Instant.now().plus(length);
        while (Instant.now().isBefore(end)) {
            pause();
            Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
            if (isAllowed(blow)) {
                diary.add(blow.name());
                deal(blow);
            }
        }
    }

    /** What was done, in order. */
    List<String> diary() {
        return diary;
    }

    @Override
    public void close() {
        if (second != null) {
            second.stop();
            second = null;
        }
    }

    private void deal(Blow blow) {
        switch (blow) {
            case CHAT_SERVICE -> world.kill9(Service.CHAT_SERVICE);
            case GATEWAY -> world.kill9(Service.GATEWAY);
            case GROUP_SERVICE -> world.kill9(Service.GROUP_SERVICE);
            case DATABASE -> world.kill9(world.isOnMongo() ? Store.MONGODB : Store.POSTGRESQL);
            case KAFKA -> world.kill9(Store.KAFKA);
            case SECOND_CHAT_SERVICE -> {
                if (second == null) {
                    second = world.startAnother(Service.CHAT_SERVICE, Map.of());
                } else {
                    second.process().ifPresent(ProcessHandle::destroyForcibly);
                    second = null;
                }
            }
        }
    }

    private boolean isAllowed(Blow blow) {
        Instant now = Instant.now();
        List<Instant> before = DEALT.computeIfAbsent(blow, _ -> new ArrayList<>());
        before.removeIf(at -> at.isBefore(now.minusSeconds(60)));
        return before.size() < A_MINUTE && before.add(now);
    }

    private void pause() {
        Duration pause = Duration.ofMillis(random.nextInt(500, 3_500));
        Awaitility.await().pollDelay(pause).atMost(pause.plusSeconds(5)).until(() -> true);
    }
}
