package io.laiwang.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where what went wrong becomes an answer. */
public class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER = "Retry-After";
    private static final Logger LOG = Logger.getLogger(Problems.class);

    public static Response response(Problem problem) {
        return response(problem, headers(problem));
    }

    private static Response response(Problem problem, Map<String, String> headers) {
        Refusals.count(problem.code());
        Response.ResponseBuilder response =
                Response.status(problem.getStatus()).type(MEDIA_TYPE).entity(problem);
        headers.forEach(response::header);
        return response.build();
    }

    /** What goes with a failure; a refusal may know how long to wait, in whole seconds rounded up. */
    static Map<String, String> headers(Throwable failure) {
        Map<String, String> headers = headers(ofFailure(failure));
        return failure instanceof Refused refused && headers.containsKey(RETRY_AFTER)
                ? Map.of(
                        RETRY_AFTER,
                        Long.toString(refused.retryAfter().plusMillis(999).toSeconds()))
                : headers;
    }

    /** What goes with its status. */
    public static Map<String, String> headers(Problem problem) {
        return switch (problem.getStatus()) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 429, 503 -> Map.of(RETRY_AFTER, "1");
            default -> Map.of();
        };
    }

    @ServerExceptionMapper
    Response refused(Refused refused) {
        return response(refused.problem(), headers((Throwable) refused));
    }

    @ServerExceptionMapper
    Response unreadable(JsonProcessingException failure) {
        return response(describe(failure));
    }

    /** Quarkus has a mapper of its own for this one, so the general one above isn't asked. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure) {
        return response(describe(failure));
    }

    @ServerExceptionMapper
    Response refusedByFramework(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return response(describe(unreadable));
        }
        return switch (failure.getResponse().getStatus()) {
            case 400 -> response(Problem.invalid("request", "can't be read"));
            case 401 -> response(Problem.of(ProblemCode.UNAUTHORIZED));
            case 413 -> response(Problem.of(ProblemCode.TOO_LARGE));
            case 415 -> response(Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE));
            case 403, 404, 405, 406 -> response(Problem.of(ProblemCode.NOT_FOUND));
            default -> failure.getResponse();
        };
    }

    @ServerExceptionMapper
    Response failed(Throwable failure) {
        Problem problem = ofFailure(failure);
        if (problem.code() == ProblemCode.INTERNAL) {
            LOG.error("request failed", failure);
        } else {
            LOG.warnf("dependency unavailable: %s", failure.toString());
        }
        return response(problem);
    }

    public static Problem ofFailure(Throwable failure) {
        if (failure instanceof Refused refused) {
            return refused.problem();
        }
        return Problem.of(Outages.isOutage(failure) ? ProblemCode.UNAVAILABLE : ProblemCode.INTERNAL);
    }

    /** Names the field where the JSON can't be what was asked for; says nothing of our classes. */
    public static Problem describe(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            return Problem.invalid(field.startsWith(".") ? field.substring(1) : field, "has the wrong type or form");
        }
        return Problem.invalid("body", "is not the JSON object that is expected");
    }
}
