package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.laiwang.media.upload.Reception;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The tus protocol, version 1.0.0, with creation, creation-with-upload, termination, checksum and expiration. */
@Path("/v1/uploads")
class TusResource {
    private static final String BYTES = "application/offset+octet-stream";

    private final ResumableUploads uploads;
    private final Caller caller;

    TusResource(ResumableUploads uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    @OPTIONS
    public Response options() {
        return Response.noContent()
                .header("Tus-Version", TusHeaders.VERSION)
                .header("Tus-Extension", "creation,creation-with-upload,termination,checksum,expiration")
                .header("Tus-Max-Size", Reception.MOST_BYTES)
                .header("Tus-Checksum-Algorithm", Checksum.ALGORITHMS)
                .build();
    }

    /** With bytes of it already, if it has their type. */
    @POST
    @Consumes("*/*")
    public Uni<Response> create(
            @HeaderParam("Upload-Length") @Nullable String length,
            @HeaderParam("Upload-Metadata") @Nullable String metadata,
            @HeaderParam("Upload-Checksum") @Nullable String checksum,
            @HeaderParam("Content-Type") @Nullable String type,
            @Context HttpServerRequest request) {
        Checksum sum = Checksum.of(checksum);
        return uploads.create(caller.accountId(), length(length), UploadMetadata.of(metadata))
                .chain(upload -> isBytes(type)
                        ? uploads.append(upload, 0, sum, request).map(received -> created(upload, received))
                        : Uni.createFrom().item(created(upload, 0)));
    }

    @HEAD
    @Path("/{id}")
    public Uni<Response> head(@PathParam("id") String id) {
        return uploads.find(Ids.inPath(id), caller.accountId()).map(upload -> Response.ok()
                .header("Upload-Offset", upload.received())
                .header("Upload-Length", upload.length())
                .header("Upload-Metadata", upload.metadata().isEmpty() ? null : upload.metadata())
                .header("Upload-Expires", date(upload.expiresAt()))
                .header("Cache-Control", "no-store")
                .build());
    }

    @PATCH
    @Path("/{id}")
    @Consumes(BYTES)
    public Uni<Response> append(
            @PathParam("id") String id,
            @HeaderParam("Upload-Offset") @Nullable String offset,
            @HeaderParam("Upload-Checksum") @Nullable String checksum,
            @Context HttpServerRequest request) {
        long from = number("Upload-Offset", offset);
        Checksum sum = Checksum.of(checksum);
        return uploads.find(Ids.inPath(id), caller.accountId())
                .chain(upload -> uploads.append(upload, from, sum, request)
                        .map(received -> progress(Response.noContent(), upload, received)));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@PathParam("id") String id) {
        return uploads.delete(Ids.inPath(id), caller.accountId());
    }

    private static Response created(Upload upload, long received) {
        return progress(Response.status(201).header("Location", "/v1/uploads/" + upload.id()), upload, received);
    }

    private static Response progress(Response.ResponseBuilder response, Upload upload, long received) {
        return response.header("Upload-Offset", received)
                .header("Upload-Expires", date(upload.expiresAt()))
                .build();
    }

    private static boolean isBytes(@Nullable String type) {
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(BYTES);
    }

    private static long length(@Nullable String header) {
        long length = number("Upload-Length", header);
        if (length == 0) {
            throw new Refused(Problem.invalid("Upload-Length", "must not be 0"));
        }
        if (length > Reception.MOST_BYTES) {
            throw new Refused(ProblemCode.TOO_LARGE, "A medium has at most 25 MiB.");
        }
        return length;
    }

    private static long number(String name, @Nullable String header) {
        if (header == null || !header.matches("\\d{1,18}")) {
            throw new Refused(Problem.invalid(name, "must be a whole number of bytes"));
        }
        return Long.parseLong(header);
    }

    /** As HTTP writes dates. */
    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
