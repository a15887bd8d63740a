package io.laiwang.gateway.routing;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.ProblemResponse;
import io.laiwang.kit.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;

/** What the gateway answers itself takes no more JSON than a service does: the port's own limit is that of uploads. */
class BodyLimit {
    static final long JSON_BYTES = 64L * 1024;

    /** After what is passed on, before the resources. */
    void install(@Observes Router router) {
        router.route("/v1/*")
                .order(-45)
                .handler(BodyHandler.create(false).setBodyLimit(JSON_BYTES))
                .failureHandler(BodyLimit::refuse);
    }

    private static void refuse(RoutingContext routing) {
        Throwable failure = routing.failure();
        ProblemResponse.send(
                routing,
                routing.statusCode() == 413 || failure == null
                        ? Problem.of(ProblemCode.TOO_LARGE)
                        : Problems.ofFailure(failure));
    }
}
