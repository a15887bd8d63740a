package io.laiwang.media.access;

import io.laiwang.kit.input.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Tells the gateway whether an account may send a medium or a doodle: 204, or 404. */
@Path("/internal")
class InternalReaderResource {
    private final Readers readers;

    InternalReaderResource(Readers readers) {
        this.readers = readers;
    }

    @GET
    @Path("media/{id}/readers/{accountId}")
    @Operation(hidden = true)
    public Uni<Response> medium(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return readers.open(Ids.inPath(id), Ids.inPath(accountId))
                .map(medium -> Response.noContent().build());
    }

    @GET
    @Path("doodles/{id}/readers/{accountId}")
    @Operation(hidden = true)
    public Uni<Response> doodle(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return readers.openDoodle(Ids.inPath(id), Ids.inPath(accountId))
                .map(medium -> Response.noContent().build());
    }
}
