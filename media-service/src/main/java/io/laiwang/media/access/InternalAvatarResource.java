package io.laiwang.media.access;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Tells which picture an account or a group shows: 204, or 404 where it isn't a picture of that owner. Without a
 * medium there is none any more. Idempotent.
 */
@Path("/internal/avatars/{subjectId}")
class InternalAvatarResource {
    private final Avatars avatars;

    InternalAvatarResource(Avatars avatars) {
        this.avatars = avatars;
    }

    record Avatar(@Nullable UUID mediaId, @Nullable UUID ownerId) {}

    @POST
    @Operation(hidden = true)
    public Uni<Response> set(@PathParam("subjectId") String subject, Avatar avatar) {
        UUID subjectId = Ids.inPath(subject);
        UUID mediaId = Checks.body(avatar).mediaId();
        UUID ownerId = avatar.ownerId();
        Uni<Void> done = mediaId == null || ownerId == null
                ? avatars.clear(subjectId)
                : avatars.set(subjectId, mediaId, ownerId);
        return done.map(nothing -> Response.noContent().build());
    }
}
