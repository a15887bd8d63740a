package io.laiwang.gateway.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import jakarta.enterprise.event.Observes;

/** The web client at {@code /}. It has no inline code and loads nothing from elsewhere, and the policy says so. */
class WebClient {
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");

    void install(@Observes Router router) {
        StaticHandler files =
                StaticHandler.create("web").setIndexPage("index.html").setCachingEnabled(false);
        // one pattern and not a path with a star, of which the files would only see what the star stands for
        router.routeWithRegex(HttpMethod.GET, "/(?:assets/.+)?")
                .order(-40)
                .handler(WebClient::protect)
                .handler(files);
    }

    private static void protect(RoutingContext routing) {
        routing.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        routing.next();
    }
}
