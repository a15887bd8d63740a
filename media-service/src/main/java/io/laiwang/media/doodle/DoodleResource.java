package io.laiwang.media.doodle;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.JsonReader;
import io.laiwang.media.medium.Medium;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/v1/doodles")
class DoodleResource {
    private final Doodles doodles;
    private final Caller caller;

    DoodleResource(Doodles doodles, Caller caller) {
        this.doodles = doodles;
        this.caller = caller;
    }

    record Doodle(UUID id, int width, int height, int strokeCount, int pointCount, int durationMs) {}

    /** On a worker thread, which waits for what the sender sends and reads it as it comes. */
    @POST
    @Blocking
    @Consumes("application/json")
    @Produces("application/json")
    public Uni<Response> draw(InputStream body) throws IOException {
        Drawing drawing = JsonReader.read(new BoundedBody(body));
        return doodles.keep(caller.accountId(), drawing)
                .map(medium ->
                        Response.status(201).entity(answer(medium, drawing)).build());
    }

    /** @param name an id, with the suffix of a form or without */
    @GET
    @Path("{name}")
    public Uni<Response> get(
            @PathParam("name") String name,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpHeaders headers) {
        int dot = name.indexOf('.');
        UUID id = Ids.inPath(dot < 0 ? name : name.substring(0, dot));
        Form form = dot < 0
                ? Form.of(headers.getAcceptableMediaTypes()).orElseThrow(DoodleResource::notAcceptable)
                : Form.of(name.substring(dot + 1)).orElseThrow(Refused::notFound);
        return doodles.open(id, caller.accountId()).chain(doodle -> answer(doodle, form, known));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return doodles.delete(Ids.inPath(id), caller.accountId());
    }

    private Uni<Response> answer(Medium doodle, Form form, @Nullable String known) {
        String etag = '"' + doodle.sha256() + '-' + form.suffix() + '"';
        if (isKnown(etag, known)) {
            return Uni.createFrom().item(headers(Response.notModified(), etag).build());
        }
        return doodles.read(doodle).map(drawing -> headers(Response.ok(form.write(drawing)), etag)
                .type(form.mediaType())
                .build());
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, String etag) {
        return response.header("ETag", etag).header("Cache-Control", "private").header("Vary", "Accept");
    }

    private static boolean isKnown(String etag, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    private static Doodle answer(Medium medium, Drawing drawing) {
        return new Doodle(
                medium.id(),
                drawing.width(),
                drawing.height(),
                drawing.strokes().size(),
                drawing.pointCount(),
                drawing.durationMs());
    }

    private static Refused notAcceptable() {
        return new Refused(ProblemCode.NOT_ACCEPTABLE, "A doodle is JSON, SVG, PNG or InkML.");
    }
}
