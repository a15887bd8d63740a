package io.laiwang.kit.problem;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** A problem as an answer, where no REST framework is around. */
public final class ProblemResponse {
    private ProblemResponse() {}

    public static void send(RoutingContext routing, Throwable failure) {
        send(routing, Problems.ofFailure(failure), Problems.headers(failure));
    }

    public static void send(RoutingContext routing, Problem problem) {
        send(routing, problem, Problems.headers(problem));
    }

    private static void send(RoutingContext routing, Problem problem, Map<String, String> headers) {
        HttpServerResponse response = routing.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        Refusals.count(problem.code());
        // what the client still sends is read and dropped, so that it gets to read the answer
        routing.request().resume();
        response.setStatusCode(problem.getStatus()).putHeader("Content-Type", Problems.MEDIA_TYPE);
        headers.forEach(response::putHeader);
        response.end(body(problem));
    }

    public static Buffer body(Problem problem) {
        return Buffer.buffer(Json.bytes(problem));
    }
}
