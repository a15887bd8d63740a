package io.laiwang.group.invite;

import io.laiwang.group.group.Group;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Invites as those see them who have been given one. */
@Path("/v1/invites/{code}")
class InviteResource {
    private final Invites invites;
    private final Caller caller;

    InviteResource(Invites invites, Caller caller) {
        this.invites = invites;
        this.caller = caller;
    }

    /** As much of a group as a stranger with an invite may know. */
    record Preview(String name, int memberCount, @Nullable UUID avatarMediaId) {}

    @GET
    public Uni<Preview> preview(@PathParam("code") String code) {
        return invites.preview(code)
                .map(group -> new Preview(group.name(), group.memberCount(), group.avatarMediaId()));
    }

    /** 200 and the group, or 202 for one that waits to be let in. */
    @POST
    @Path("/join")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Group.class)))
    @APIResponse(responseCode = "202", description = "The owner or an admin has to agree.")
    public Uni<Response> join(@PathParam("code") String code) {
        return invites.join(caller.accountId(), code)
                .map(joined -> joined.isIn()
                        ? Response.ok(Group.of(joined.group())).build()
                        : Response.accepted().build());
    }
}
