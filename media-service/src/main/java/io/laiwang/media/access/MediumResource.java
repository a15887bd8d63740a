package io.laiwang.media.access;

import io.laiwang.kit.input.Ids;
import io.laiwang.kit.token.Caller;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

@Path("/v1/media/{id}")
class MediumResource {
    private final Readers readers;
    private final Caller caller;

    MediumResource(Readers readers, Caller caller) {
        this.readers = readers;
        this.caller = caller;
    }

    @GET
    public Uni<Response> get(
            @PathParam("id") String id,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-None-Match") @Nullable String known) {
        return readers.open(Ids.inPath(id), caller.accountId())
                .map(medium -> isKnown(medium, known)
                        ? headers(Response.notModified(), medium).build()
                        : bytes(medium, ByteRange.of(range, medium.size())));
    }

    @HEAD
    public Uni<Response> head(@PathParam("id") String id) {
        return readers.open(Ids.inPath(id), caller.accountId()).map(medium -> headers(Response.ok(), medium)
                .header("Content-Length", medium.size())
                .build());
    }

    @DELETE
    public Uni<Void> delete(@PathParam("id") String id) {
        return readers.delete(Ids.inPath(id), caller.accountId());
    }

    private Response bytes(Medium medium, ByteRange part) {
        if (part.length() == 0) {
            return headers(Response.status(416), medium)
                    .header("Content-Range", "bytes */" + medium.size())
                    .build();
        }
        BlobBody bytes = readers.read(medium, part);
        if (part.length() == medium.size()) {
            return headers(Response.ok(bytes), medium).build();
        }
        String range = "bytes %d-%d/%d".formatted(part.from(), part.from() + part.length() - 1, medium.size());
        return headers(Response.status(206).entity(bytes), medium)
                .header("Content-Range", range)
                .build();
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, Medium medium) {
        String type = medium.contentType();
        boolean shown = type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
        return response.header("ETag", etag(medium))
                .header("Accept-Ranges", "bytes")
                .header("Cache-Control", "private")
                .header("Content-Disposition", shown ? "inline" : "attachment")
                .header("Content-Type", type);
    }

    private static boolean isKnown(Medium medium, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag(medium)));
    }

    private static String etag(Medium medium) {
        return '"' + medium.sha256() + '"';
    }
}
