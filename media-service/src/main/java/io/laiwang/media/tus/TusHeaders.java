package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Problems;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Every answer names the version of the protocol; whoever speaks another one is refused (412). */
class TusHeaders {
    static final String VERSION = "1.0.0";

    private static final String RESUMABLE = "Tus-Resumable";

    @ServerRequestFilter
    @Nullable
    Response check(ContainerRequestContext request) {
        boolean asks = isTus(request) && !request.getMethod().equals("OPTIONS");
        return asks && !VERSION.equals(request.getHeaderString(RESUMABLE))
                ? Problems.response(Problem.of(ProblemCode.UNSUPPORTED_TUS_VERSION))
                : null;
    }

    @ServerResponseFilter
    void name(ContainerRequestContext request, ContainerResponseContext response) {
        if (isTus(request)) {
            response.getHeaders().putSingle(RESUMABLE, VERSION);
            if (response.getStatus() == 412) {
                response.getHeaders().putSingle("Tus-Version", VERSION);
            }
        }
    }

    private static boolean isTus(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals("/v1/uploads") || path.startsWith("/v1/uploads/");
    }
}
