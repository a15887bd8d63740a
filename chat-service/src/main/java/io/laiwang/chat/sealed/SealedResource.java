package io.laiwang.chat.sealed;

import io.laiwang.contracts.Content;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.token.Caller;
import io.laiwang.kit.token.MediaGrants;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

@Path("/")
class SealedResource {
    private final SealedMessages messages;
    private final MediaGrants grants;
    private final Caller caller;

    SealedResource(SealedMessages messages, MediaGrants grants, Caller caller) {
        this.messages = messages;
        this.grants = grants;
        this.caller = caller;
    }

    /** @param mediaUrl where its medium is until {@code expiresAt}, for this account alone; called with its token */
    public record Open(
            Content content, Instant expiresAt, @Nullable String mediaUrl) {}

    /** @param senderId who sends it */
    record Kept(UUID senderId, Content content) {}

    public record Timer(int seconds) {}

    public record Sender(UUID senderId) {}

    /** Opens a disappearing message; the first time starts the account's clock. 410 when it is gone. */
    @POST
    @Path("/v1/conversations/{id}/messages/{seq}/open")
    public Uni<Open> open(@PathParam("id") String id, @PathParam("seq") String seq) {
        long number = seq.matches("[1-9][0-9]{0,17}") ? Long.parseLong(seq) : 0;
        UUID account = caller.accountId();
        return messages.open(Ids.inPath(id), account, number)
                .map(opened -> new Open(opened.content(), opened.until(), mediaUrl(opened, account)));
    }

    /** From the gateway, before it puts the envelope on the log. */
    @PUT
    @Path("/internal/conversations/{id}/sealed/{messageId}")
    @Operation(hidden = true)
    public Uni<Void> keep(@PathParam("id") String id, @PathParam("messageId") String messageId, @Nullable Kept body) {
        Kept kept = Checks.body(body);
        return messages.keep(new SealedKey(Ids.inPath(id), kept.senderId(), Ids.inPath(messageId)), kept.content());
    }

    @GET
    @Path("/internal/conversations/{id}/timer")
    @Operation(hidden = true)
    public Uni<Timer> timer(@PathParam("id") String id) {
        return messages.timer(Ids.inPath(id)).map(Timer::new);
    }

    /** From the gateway: whose message it is that a reader has taken a picture of. */
    @GET
    @Path("/internal/conversations/{id}/sealed/{seq}/readers/{accountId}")
    @Operation(hidden = true)
    public Uni<Sender> sender(
            @PathParam("id") String id, @PathParam("seq") long seq, @PathParam("accountId") String accountId) {
        return messages.sender(Ids.inPath(id), Ids.inPath(accountId), seq).map(Sender::new);
    }

    private @Nullable String mediaUrl(Opener.Opened opened, UUID account) {
        UUID medium = opened.content().medium();
        return medium == null
                ? null
                : "/v1/%s/%s?grant=%s"
                        .formatted(folder(opened.content()), medium, grants.grant(medium, account, opened.until()));
    }

    /** A drawing is served as one, everything else as what it is. */
    private static String folder(Content content) {
        return content instanceof Content.Doodle ? "doodles" : "media";
    }
}
