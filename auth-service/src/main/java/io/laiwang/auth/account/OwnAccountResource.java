package io.laiwang.auth.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts/me")
class OwnAccountResource {
    private final Accounts accounts;
    private final Pictures pictures;
    private final Caller caller;

    OwnAccountResource(Accounts accounts, Pictures pictures, Caller caller) {
        this.accounts = accounts;
        this.pictures = pictures;
        this.caller = caller;
    }

    /** What may be sent; read as a {@link ProfileChange}, which tells null from nothing. */
    @Schema(name = "ProfilePatch")
    record Changes(
            @Nullable String displayName,
            @Nullable String bio,
            @Nullable UUID avatarMediaId) {}

    @GET
    public Uni<OwnProfile> me() {
        return accounts.get(caller.accountId()).map(OwnProfile::of);
    }

    @PATCH
    public Uni<OwnProfile> change(
            @RequestBody(content = @Content(schema = @Schema(implementation = Changes.class))) @Nullable
                    JsonNode body) {
        ProfileChange change = ProfileChange.of(body);
        return pictures.check(caller.accountId(), change.newAvatar())
                .chain(() -> accounts.change(caller.accountId(), change))
                .map(OwnProfile::of);
    }
}
