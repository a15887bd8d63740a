package io.laiwang.media.access;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.media.use.Use;
import io.laiwang.media.use.Uses;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For the gateway and chat-service: a medium is sent in a message, and goes with one. */
@Path("/internal")
class UseResource {
    private final Readers readers;
    private final Uses uses;

    UseResource(Readers readers, Uses uses) {
        this.readers = readers;
        this.uses = uses;
    }

    /** @param sealed whether it is to disappear with the message */
    record Wanted(UUID accountId, UUID conversationId, UUID messageId, boolean sealed) {}

    /** 204; 404 when it isn't the account's to send; 409 when a message has it for itself. */
    @PUT
    @Path("/media/{id}/use")
    @Operation(hidden = true)
    public Uni<Void> use(@PathParam("id") String id, @Nullable Wanted body) {
        return use(id, body, false);
    }

    @PUT
    @Path("/doodles/{id}/use")
    @Operation(hidden = true)
    public Uni<Void> useDoodle(@PathParam("id") String id, @Nullable Wanted body) {
        return use(id, body, true);
    }

    private Uni<Void> use(String id, @Nullable Wanted body, boolean doodle) {
        Wanted wanted = Checks.body(body);
        Use use = new Use(Ids.inPath(id), wanted.conversationId(), wanted.messageId(), wanted.sealed());
        return readers.maySend(use, wanted.accountId(), doodle).chain(() -> uses.take(use));
    }

    /** 204, also when there is nothing (any more). */
    @DELETE
    @Path("/media/{id}/sealed/{messageId}")
    @Operation(hidden = true)
    public Uni<Void> erase(@PathParam("id") String id, @PathParam("messageId") String messageId) {
        return uses.erase(Ids.inPath(id), Ids.inPath(messageId));
    }
}
