package io.laiwang.media.upload;

import io.laiwang.kit.token.Caller;
import io.laiwang.media.medium.Medium;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
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

    /** @param durationMs isn't measured */
    record Uploaded(
            UUID id,
            String contentType,
            long size,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long durationMs,
            String sha256) {}

    /** On a worker thread, which waits for what the sender sends: the body is read only as fast as it is written. */
    @POST
    @Blocking
    @Consumes("*/*")
    @Produces("application/json")
    public Uni<Response> upload(@HeaderParam("Content-Type") @Nullable String type, InputStream body)
            throws IOException {
        return uploads.receive(caller.accountId(), type, body)
                .map(medium -> Response.status(201).entity(answer(medium)).build());
    }

    private static Uploaded answer(Medium medium) {
        return new Uploaded(
                medium.id(),
                medium.contentType(),
                medium.size(),
                medium.width(),
                medium.height(),
                null,
                medium.sha256());
    }
}
