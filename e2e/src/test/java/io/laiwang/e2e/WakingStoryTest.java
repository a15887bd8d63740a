package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.stack.Service;
import io.laiwang.stack.process.Acceptor;
import io.laiwang.stack.process.Pipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** auth-service sleeps while nobody asks, and who asks has it started. */
class WakingStoryTest {
    private static final Map<String, String> SOMEBODY =
            Map.of("handle", "somebody", "password", Person.PASSWORD, "displayName", "Somebody");

    private final World world = World.get();
    private final CompletableFuture<Void> called = new CompletableFuture<>();
    private final CompletableFuture<Integer> awake = new CompletableFuture<>();

    @Test
    void whoWakesItWaitsAndIsAnswered() throws IOException {
        InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Acceptor activator = Acceptor.start(anywhere, this::activate);
                Instance told = gateway(activator, Map.of("LAIWANG_AUTH_WAKING", "20S"));
                Instance other = gateway(activator, Map.of())) {
            assertFalse(called.isDone(), "a gateway's start wakes nobody");
            CompletableFuture<Person> signUp = CompletableFuture.supplyAsync(() -> Person.signUp(told.url(), "alice"));
            called.join();

            // as long as a gateway waits for a service that is there; a cluster may need longer to place one
            assertEquals(
                    503,
                    new Api(other.url(), null).post("/v1/accounts", SOMEBODY).status());
            assertFalse(signUp.isDone());
            try (Instance sleeper = Instance.start(world, Service.AUTH_SERVICE, Map.of())) {
                awake.complete(sleeper.port());
                Person alice = signUp.join().goesOnline();
                alice.befriends(world.person("bob"));
                assertEquals(200, alice.api().get("/v1/accounts/me").status());
            }
        }
    }

    /** As Knative's does: who calls waits until the service is awake. */
    private void activate(Socket caller) {
        called.complete(null);
        try {
            Pipe.join(caller, new Socket(InetAddress.getLoopbackAddress(), awake.join()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instance gateway(Acceptor activator, Map<String, String> told) {
        Map<String, String> all = new HashMap<>(told);
        all.put("LAIWANG_AUTH_URL", "http://127.0.0.1:" + activator.port());
        return Instance.start(world, Service.GATEWAY, all);
    }
}
