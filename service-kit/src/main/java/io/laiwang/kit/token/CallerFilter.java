package io.laiwang.kit.token;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a request through to its resource: people with an access token, services with the service token. */
class CallerFilter {
    private final AccessTokens tokens;
    private final Caller caller;
    private final byte[] serviceToken;

    CallerFilter(AccessTokens tokens, Caller caller, InternalServices services) {
        this.tokens = tokens;
        this.caller = caller;
        this.serviceToken = services.token().getBytes(StandardCharsets.UTF_8);
    }

    @ServerRequestFilter
    Uni<@Nullable Response> admit(ContainerRequestContext request) {
        String token = AccessTokens.bearer(request.getHeaderString("Authorization"));
        if (request.getUriInfo().getPath().startsWith("/internal/")) {
            return Uni.createFrom()
                    .item(isService(token) ? null : Problems.response(Problem.of(ProblemCode.UNAUTHORIZED)));
        }
        if (OpenFilter.lets(request)) {
            return Uni.createFrom().nullItem();
        }
        return tokens.verify(token)
                .invoke(caller::set)
                .<@Nullable Response>map(identity -> null)
                .onFailure(Refused.class)
                .recoverWithItem(refused -> Problems.response(Problems.ofFailure(refused)));
    }

    private boolean isService(@Nullable String token) {
        return token != null && MessageDigest.isEqual(serviceToken, token.getBytes(StandardCharsets.UTF_8));
    }
}
