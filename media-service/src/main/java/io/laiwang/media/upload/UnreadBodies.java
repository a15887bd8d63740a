package io.laiwang.media.upload;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * What is still sent when the answer is out is read and dropped: who sends gets to read the answer, and the connection
 * can be used again.
 */
class UnreadBodies {
    void install(@Observes Router router) {
        router.route("/v1/*").order(-1_000).handler(UnreadBodies::watch);
    }

    private static void watch(RoutingContext routing) {
        routing.addEndHandler(end -> {
            if (!routing.request().isEnded()) {
                routing.request().handler(rest -> {}).resume();
            }
        });
        routing.next();
    }
}
