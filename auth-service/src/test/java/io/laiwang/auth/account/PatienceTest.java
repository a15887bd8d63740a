package io.laiwang.auth.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final int AT_ONCE = 20;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void aPasswordWhoseTurnComesTooLateIsNotHashed() {
        Passwords passwords = new Passwords(new Settings(Duration.ofMillis(200)), metrics);
        try {
            String hash = passwords.hash("correct horse battery").await().indefinitely();
            List<ProblemCode> refused = new ArrayList<>();
            List<Uni<Boolean>> checks = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                checks.add(passwords
                        .matches("correct horse battery", hash)
                        .onFailure(Refused.class)
                        .recoverWithItem(failure -> {
                            refused.add(failure.problem().code());
                            return false;
                        }));
            }

            long matched = Uni.join().all(checks).andFailFast().await().indefinitely().stream()
                    .filter(matches -> matches)
                    .count();

            assertTrue(matched > 0 && matched < AT_ONCE, "matched: " + matched);
            assertEquals(matched, metrics.get("laiwang.password.checks").timer().count(), "hashed what was refused");
            assertTrue(refused.stream().allMatch(ProblemCode.TOO_MANY_REQUESTS::equals), refused::toString);
        } finally {
            passwords.stop();
        }
    }

    private record Settings(Duration patience) implements Passwords.Settings {
        @Override
        public int memoryKib() {
            return 19_456;
        }

        @Override
        public int iterations() {
            return 2;
        }

        @Override
        public int parallelism() {
            return 1;
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public int waiting() {
            return AT_ONCE;
        }
    }
}
