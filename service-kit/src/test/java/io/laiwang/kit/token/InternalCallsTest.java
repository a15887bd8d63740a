package io.laiwang.kit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InternalCallsTest {
    @Test
    void authServiceMayTakeLongerWhereItMayBeAsleep() {
        Known services = new Known(Duration.ofSeconds(20));

        assertEquals(Duration.ofSeconds(23), InternalCalls.deadline(services, services.authUrl()));
        assertEquals(Duration.ofSeconds(3), InternalCalls.deadline(services, services.groupUrl()));
    }

    @Test
    void elsewhereAllHaveTheSameTime() {
        Known services = new Known(Duration.ZERO);

        assertEquals(Duration.ofSeconds(3), InternalCalls.deadline(services, services.authUrl()));
    }

    private record Known(Duration waking) implements InternalServices {
        @Override
        public String token() {
            return "token";
        }

        @Override
        public String authUrl() {
            return "http://auth";
        }

        @Override
        public String groupUrl() {
            return "http://group";
        }

        @Override
        public String chatUrl() {
            return "http://chat";
        }

        @Override
        public String mediaUrl() {
            return "http://media";
        }

        @Override
        public Duration deadline() {
            return Duration.ofSeconds(3);
        }
    }
}
