package io.laiwang.media.upload;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is still sent when the answer is out is read and dropped: who sends gets to read the answer, and the connection
 * can be used again. Who goes on for longer than any body may be loses the connection.
 */
class UnreadBodies {
    private static final long MOST = 32L * 1024 * 1024;

    void install(@Observes Router router) {
        router.route("/v1/*").order(-1_000).handler(UnreadBodies::watch);
    }

    private static void watch(RoutingContext routing) {
        routing.addEndHandler(end -> {
            if (!routing.request().isEnded()) {
                drop(routing.request());
            }
        });
        routing.next();
    }

    private static void drop(HttpServerRequest request) {
        AtomicLong dropped = new AtomicLong();
        request.handler(rest -> {
                    if (dropped.addAndGet(rest.length()) > MOST) {
                        request.connection().close();
                    }
                })
                .resume();
    }
}
