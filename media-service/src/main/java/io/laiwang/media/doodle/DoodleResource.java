package io.laiwang.media.doodle;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.laiwang.media.doodle.Opened.Shape;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.InkmlReader;
import io.laiwang.media.doodle.format.JsonReader;
import io.laiwang.media.doodle.render.Renderer;
import io.laiwang.media.medium.Medium;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/doodles")
class DoodleResource {
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final Doodles doodles;
    private final Sheets sheets;
    private final Caller caller;

    DoodleResource(Doodles doodles, Sheets sheets, Caller caller) {
        this.doodles = doodles;
        this.sheets = sheets;
        this.caller = caller;
    }

    @RegisterForReflection
    record Doodle(UUID id, int width, int height, int strokeCount, int pointCount, int durationMs) {}

    @POST
    @Consumes("application/json")
    @Produces("application/json")
    @Operation(
            description = "Takes a drawing: {width, height, background: {color} | {mediaId}, strokes: [{tool, color,"
                    + " width, points: [[x, y, t, p], …]}]}; or {conversationId, boardId, width?, height?, background?},"
                    + " which keeps what is drawn on a live board.")
    public Uni<Response> draw(@Context HttpServerRequest request) {
        return keep(request, JsonReader::read);
    }

    @POST
    @Consumes("application/inkml+xml")
    @Produces("application/json")
    public Uni<Response> drawInk(@Context HttpServerRequest request) {
        return keep(request, InkmlReader::read);
    }

    private Uni<Response> keep(HttpServerRequest request, Sheets.Reader reader) {
        UUID owner = caller.accountId();
        return sheets.receive(request, MOST_BYTES, reader)
                .chain(drawing -> doodles.keep(owner, drawing).map(medium -> made(medium, drawing)));
    }

    /**
     * @param name an id, with the suffix of a form or without
     * @param size of a picture's longer side in pixels, its own where none is given
     */
    @GET
    @Path("{name}")
    public Uni<Response> get(
            @PathParam("name") String name,
            @RestQuery @Nullable String size,
            @HeaderParam("If-None-Match") @Nullable String known,
            @Context HttpHeaders headers) {
        Form form = form(name, headers);
        @Nullable Integer wanted = form == Form.PNG ? size(size) : null;
        return doodles.open(id(name), caller.accountId()).chain(doodle -> {
            Shape shape = doodle.as(form, wanted);
            return isKnown(etag(doodle, shape), known)
                    ? Uni.createFrom().item(headers(Response.notModified(), doodle, shape))
                    : doodles.write(doodle, shape).map(body -> headers(Response.ok(body), doodle, shape));
        });
    }

    @HEAD
    @Path("{name}")
    public Uni<Response> head(
            @PathParam("name") String name, @RestQuery @Nullable String size, @Context HttpHeaders headers) {
        Form form = form(name, headers);
        @Nullable Integer wanted = form == Form.PNG ? size(size) : null;
        return doodles.open(id(name), caller.accountId())
                .map(doodle -> headers(Response.ok(), doodle, doodle.as(form, wanted)));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return doodles.delete(Ids.inPath(id), caller.accountId());
    }

    private static UUID id(String name) {
        int dot = name.indexOf('.');
        return Ids.inPath(dot < 0 ? name : name.substring(0, dot));
    }

    private static Form form(String name, HttpHeaders headers) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Form.of(headers.getAcceptableMediaTypes()).orElseThrow(DoodleResource::notAcceptable)
                : Form.of(name.substring(dot + 1)).orElseThrow(Refused::notFound);
    }

    private static @Nullable Integer size(@Nullable String size) {
        if (size == null) {
            return null;
        }
        int pixels = size.matches("[0-9]{1,5}") ? Integer.parseInt(size) : 0;
        new Checks()
                .number("size", (long) pixels, Renderer.MIN_SIZE, Renderer.MAX_SIZE)
                .orRefuse();
        return pixels;
    }

    private static String etag(Opened doodle, Shape shape) {
        return '"' + doodle.medium().sha256() + '-' + shape.name() + '"';
    }

    /** A picture opened on its own is a page of our origin: it may load nothing and run nothing; a photo is within it. */
    private static Response headers(Response.ResponseBuilder response, Opened doodle, Shape shape) {
        return response.header("ETag", etag(doodle, shape))
                .header("Cache-Control", "private")
                .header("Vary", "Accept")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                .header("Content-Type", shape.form().mediaType())
                .build();
    }

    private static boolean isKnown(String etag, @Nullable String known) {
        return known != null
                && Arrays.stream(known.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }

    static Response made(Medium medium, Drawing drawing) {
        Doodle doodle = new Doodle(
                medium.id(),
                drawing.width(),
                drawing.height(),
                drawing.strokes().size(),
                drawing.pointCount(),
                drawing.durationMs());
        return Response.status(201).entity(doodle).build();
    }

    private static Refused notAcceptable() {
        return new Refused(ProblemCode.NOT_ACCEPTABLE, "A doodle is JSON, SVG, PNG or InkML.");
    }
}
