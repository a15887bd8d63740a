package io.laiwang.auth.key;

import io.laiwang.kit.token.OpenToAll;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

@Path("/.well-known/jwks.json")
class JwksResource {
    private final SigningKeys keys;

    JwksResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @OpenToAll
    @Produces("application/json")
    public Uni<Response> jwks() {
        return keys.jwks().map(set -> Response.ok(set)
                .header("Cache-Control", "public, max-age=300")
                .build());
    }
}
