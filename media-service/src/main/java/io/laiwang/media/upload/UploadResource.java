package io.laiwang.media.upload;

import io.laiwang.kit.token.Caller;
import io.laiwang.media.medium.Medium;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/v1/media")
class UploadResource {
    private final Uploads uploads;
    private final Caller caller;

    UploadResource(Uploads uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    /** @param durationMs of sound and film, where the container says it */
    @RegisterForReflection
    record Uploaded(
            UUID id,
            String contentType,
            long size,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long durationMs,
            String sha256) {}

    @POST
    @Consumes("*/*")
    @Produces("application/json")
    public Uni<Response> upload(
            @HeaderParam("Content-Type") @Nullable String type, @Context HttpServerRequest request) {
        return uploads.receive(caller.accountId(), type, request)
                .map(medium -> Response.status(201).entity(answer(medium)).build());
    }

    private static Uploaded answer(Medium medium) {
        return new Uploaded(
                medium.id(),
                medium.contentType(),
                medium.size(),
                medium.width(),
                medium.height(),
                medium.durationMs(),
                medium.sha256());
    }
}
