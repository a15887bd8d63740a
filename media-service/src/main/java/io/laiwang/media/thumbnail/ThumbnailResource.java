package io.laiwang.media.thumbnail;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Set;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/media/{id}/thumbnail")
class ThumbnailResource {
    private static final Set<String> SIZES = Set.of("160", "320", "640");

    private final Thumbnails thumbnails;
    private final Caller caller;

    ThumbnailResource(Thumbnails thumbnails, Caller caller) {
        this.thumbnails = thumbnails;
        this.caller = caller;
    }

    /** @param size of the preview's longer side at most, in pixels: 160, 320 or 640 */
    @GET
    public Uni<Response> get(
            @PathParam("id") String id,
            @RestQuery @Nullable String size,
            @HeaderParam("If-None-Match") @Nullable String known) {
        int pixels = pixels(size);
        return thumbnails.open(Ids.inPath(id), caller.accountId()).chain(picture -> answer(picture, pixels, known));
    }

    private Uni<Response> answer(Medium picture, int size, @Nullable String known) {
        String etag = "\"%s-thumbnail-%d\"".formatted(picture.sha256(), size);
        return isKnown(etag, known)
                ? Uni.createFrom().item(headers(Response.notModified(), etag))
                : thumbnails.read(picture, size).map(bytes -> headers(Response.ok(bytes), etag));
    }

    private static int pixels(@Nullable String size) {
        if (size == null || !SIZES.contains(size)) {
            throw new Refused(Problem.invalid("size", "must be 160, 320 or 640"));
        }
        return Integer.parseInt(size);
    }

    private static Response headers(Response.ResponseBuilder response, String etag) {
        return response.header("ETag", etag)
                .header("Cache-Control", "private")
                .header("Content-Disposition", "inline")
                .header("Content-Type", "image/jpeg")
                .build();
    }

    private static boolean isKnown(String etag, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
