package io.laiwang.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {
    /** Knative's URLs have no port; with mutual TLS they begin with https. */
    @ParameterizedTest
    @CsvSource({
        "http://auth.chat.svc.cluster.local, auth.chat.svc.cluster.local, 80, false",
        "https://auth, auth, 443, true",
        "https://chat-laiwang-auth-service:8080, chat-laiwang-auth-service, 8080, true",
        "http://127.0.0.1:8081, 127.0.0.1, 8081, false"
    })
    void goesWhereTheUrlSays(String url, String host, int port, boolean tls) {
        RequestOptions options = Proxy.to(url);

        assertEquals(host, options.getHost());
        assertEquals(port, options.getPort());
        assertEquals(tls, options.isSsl());
    }

    @Test
    void whatMayBeAsleepIsWaitedForLonger() {
        Duration waking = Duration.ofSeconds(20);

        assertEquals(Duration.ofSeconds(25), Proxy.silence(PublicRoute.LOGIN, waking));
        assertEquals(Duration.ofSeconds(40), Proxy.silence(PublicRoute.EXPORT, waking));
        assertEquals(Duration.ofSeconds(5), Proxy.silence(PublicRoute.CONTACTS, waking));
        assertEquals(Duration.ofSeconds(5), Proxy.silence(PublicRoute.LOGIN, Duration.ZERO));
    }
}
