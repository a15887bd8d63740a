package io.laiwang.kit.rest;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;

/** The headers that every answer has, also those that no resource made. */
class ResponseHeaders {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void install(@Observes Router router) {
        router.route().order(-10_000).handler(ResponseHeaders::add);
    }

    private static void add(RoutingContext context) {
        String asked = context.request().getHeader(REQUEST_ID);
        String id = asked != null && SANE.matcher(asked).matches()
                ? asked
                : UUID.randomUUID().toString();
        // set on the request too, so that a proxied call carries it on
        context.request().headers().set(REQUEST_ID, id);
        context.response().putHeader(REQUEST_ID, id).putHeader("X-Content-Type-Options", "nosniff");
        context.next();
    }
}
