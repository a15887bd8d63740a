package io.laiwang.media.doodle;

import io.laiwang.kit.input.Ids;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.doodle.format.JsonReader;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For the gateway and auth-service: drawings of an account. */
@Path("/internal/accounts/{accountId}/doodles")
class InternalDoodleResource {
    /** A board of 100,000 points. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final Doodles doodles;
    private final Sheets sheets;

    InternalDoodleResource(Doodles doodles, Sheets sheets) {
        this.doodles = doodles;
        this.sheets = sheets;
    }

    /** What was drawn on a live board becomes a doodle of who keeps it; as {@link DoodleResource#draw}, for an account. */
    @POST
    @Consumes("application/json")
    @Produces("application/json")
    @Operation(hidden = true)
    public Uni<Response> keep(@PathParam("accountId") String accountId, @Context HttpServerRequest request) {
        UUID owner = Ids.inPath(accountId);
        return sheets.receive(request, MOST_BYTES, JsonReader::read)
                .chain(drawing -> doodles.keep(owner, drawing).map(medium -> DoodleResource.made(medium, drawing)));
    }

    /** One of the account's own, for its export; the bytes of a doodle are nobody's to read. */
    @GET
    @Path("/{id}")
    @Produces("application/json")
    @Operation(hidden = true)
    public Uni<BlobBody> drawing(@PathParam("accountId") String accountId, @PathParam("id") String id) {
        return doodles.open(Ids.inPath(id), Ids.inPath(accountId))
                .chain(doodle -> doodles.write(doodle, doodle.as(Form.JSON, null)));
    }
}
