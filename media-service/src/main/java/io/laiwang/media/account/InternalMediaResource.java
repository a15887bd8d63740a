package io.laiwang.media.account;

import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.rest.PageLimit.Query;
import io.laiwang.media.blob.BlobBody;
import io.laiwang.media.medium.Medium;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For auth-service: what may be an avatar, and what belongs into the export of an account. */
@Path("/internal/accounts/{accountId}")
class InternalMediaResource {
    private final OwnMedia media;
    private final Cursors cursors;

    InternalMediaResource(OwnMedia media, Cursors cursors) {
        this.media = media;
        this.cursors = cursors;
    }

    record Item(UUID id, String contentType, long size) {}

    /** 204, or 404 for what is no picture of this account. */
    @GET
    @Path("/pictures/{mediaId}")
    @Operation(hidden = true)
    public Uni<Void> picture(@PathParam("accountId") String accountId, @PathParam("mediaId") String mediaId) {
        return media.isPicture(Ids.inPath(accountId), Ids.inPath(mediaId))
                .invoke(is -> {
                    if (!is) {
                        throw Refused.notFound();
                    }
                })
                .replaceWithVoid();
    }

    /** A page may be empty and still not be the last. */
    @GET
    @Path("/media")
    @Operation(hidden = true)
    public Uni<Page<Item>> list(
            @PathParam("accountId") String accountId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        UUID after = Optional.ofNullable(cursors.openId(cursor)).orElse(new UUID(0, 0));
        return media.page(Ids.inPath(accountId), after, PageLimit.of(limit))
                .map(page -> new Page<>(
                        page.media().stream().map(InternalMediaResource::item).toList(),
                        Optional.ofNullable(page.last())
                                .map(last -> cursors.seal(last.toString()))
                                .orElse(null)));
    }

    /** A part of the bytes, empty beyond their end. */
    @GET
    @Path("/media/{mediaId}")
    @Produces("application/octet-stream")
    @Operation(hidden = true)
    public Uni<BlobBody> bytes(
            @PathParam("accountId") String accountId,
            @PathParam("mediaId") String mediaId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String length) {
        return media.read(
                Ids.inPath(accountId),
                Ids.inPath(mediaId),
                Query.number("from", String.valueOf(from), 0, Long.MAX_VALUE),
                Query.number("length", String.valueOf(length), 1, Integer.MAX_VALUE));
    }

    private static Item item(Medium medium) {
        return new Item(medium.id(), medium.contentType(), medium.size());
    }
}
