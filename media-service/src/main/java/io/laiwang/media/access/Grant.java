package io.laiwang.media.access;

import io.laiwang.kit.token.MediaGrants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** What the request's {@code grant} parameter allows: the medium of a disappearing message that was opened. */
@RequestScoped
class Grant {
    private final MediaGrants grants;
    private @Nullable String token;

    Grant(MediaGrants grants) {
        this.grants = grants;
    }

    boolean covers(UUID mediumId, UUID accountId) {
        return token != null && grants.allows(token, mediumId, accountId);
    }

    void set(@Nullable String token) {
        this.token = token;
    }

    /** Reads it, and keeps what it opened out of every cache. */
    static class Filter {
        private final Grant grant;

        Filter(Grant grant) {
            this.grant = grant;
        }

        @ServerRequestFilter
        void read(ContainerRequestContext request) {
            grant.set(request.getUriInfo().getQueryParameters().getFirst("grant"));
        }

        @ServerResponseFilter
        void forbidKeeping(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getUriInfo().getQueryParameters().containsKey("grant")) {
                response.getHeaders().putSingle("Cache-Control", "private, no-store");
            }
        }
    }
}
