package io.laiwang.group.invite;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.qr.QrCode;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Invites as the members of their group have them. */
@Path("/v1/groups/{id}/invites")
class GroupInviteResource {
    private static final long LONGEST_SECONDS = Duration.ofDays(30).toSeconds();
    private static final int MOST_USES = 1_000;

    private final Invites invites;
    private final Caller caller;

    GroupInviteResource(Invites invites, Caller caller) {
        this.invites = invites;
        this.caller = caller;
    }

    /** @param maxUses without it there is no limit */
    record NewInvite(
            @Nullable Long expiresInSeconds, @Nullable Long maxUses) {}

    record Invite(String code, String url, Instant expiresAt) {
        static Invite of(InviteRow row) {
            return new Invite(row.code, row.url(), row.expiresAt);
        }
    }

    @POST
    @ResponseStatus(201)
    public Uni<Invite> create(@PathParam("id") String id, @Nullable NewInvite body) {
        NewInvite wanted = Checks.body(body);
        Long maxUses = wanted.maxUses();
        Checks checks = new Checks().number("expiresInSeconds", wanted.expiresInSeconds(), 1, LONGEST_SECONDS);
        if (maxUses != null) {
            checks.number("maxUses", maxUses, 1, MOST_USES);
        }
        checks.orRefuse();
        Duration lifetime = Duration.ofSeconds(Objects.requireNonNull(wanted.expiresInSeconds()));
        return invites.create(caller.accountId(), Ids.inPath(id), lifetime, maxUses == null ? null : maxUses.intValue())
                .map(Invite::of);
    }

    @DELETE
    @Path("/{code}")
    public Uni<Void> revoke(@PathParam("id") String id, @PathParam("code") String code) {
        return invites.revoke(caller.accountId(), Ids.inPath(id), code);
    }

    @GET
    @Path("/{code}/qr")
    @Produces("image/svg+xml;qs=1.0")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/svg+xml"))
    public Uni<Response> svg(@PathParam("id") String id, @PathParam("code") String code) {
        return qr(id, code).map(qr -> picture(qr.svg(), "image/svg+xml"));
    }

    @GET
    @Path("/{code}/qr")
    @Produces("image/png;qs=0.5")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/png"))
    public Uni<Response> png(@PathParam("id") String id, @PathParam("code") String code) {
        return qr(id, code).map(qr -> picture(qr.png(), "image/png"));
    }

    private Uni<QrCode> qr(String id, String code) {
        return invites.ofGroup(caller.accountId(), Ids.inPath(id), code).map(invite -> QrCode.of(invite.url()));
    }

    /** Not kept by anyone: an invite that is gone must not be shown again. */
    private static Response picture(Object bytes, String type) {
        return Response.ok(bytes)
                .header("Content-Type", type)
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .build();
    }
}
