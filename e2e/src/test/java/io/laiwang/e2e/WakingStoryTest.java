package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.laiwang.stack.Service;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** auth-service sleeps while nobody asks, and who asks has it started. */
class WakingStoryTest {
    /** What a cluster needs besides the service's own start; a gateway waits 5 s for one that is there. */
    private static final long PLACED_AFTER_MILLIS = 6_000;

    private final World world = World.get();
    private @Nullable Instance sleeper;

    @AfterEach
    void end() {
        if (sleeper != null) {
            sleeper.close();
        }
    }

    @Test
    void whoWakesItWaitsAndIsAnswered() throws IOException {
        try (Activator activator = new Activator(this::awake);
                Instance gateway = Instance.start(
                        world,
                        Service.GATEWAY,
                        Map.of("LAIWANG_AUTH_URL", activator.url(), "LAIWANG_AUTH_WAKING", "20S"))) {
            assertNull(sleeper, "a gateway's start wakes nobody");

            Person alice = Person.signUp(gateway.url(), "alice").goesOnline();
            alice.befriends(world.person("bob"));
            assertEquals(200, alice.api().get("/v1/accounts/me").status());
        }
    }

    /** The port of the service, which the first call has started. */
    private synchronized int awake() {
        if (sleeper == null) {
            try {
                Thread.sleep(PLACED_AFTER_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            sleeper = Instance.start(world, Service.AUTH_SERVICE, Map.of());
        }
        return sleeper.port();
    }
}
