package io.laiwang.auth.export;

import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.Accounts;
import io.laiwang.kit.rest.StreamedBody;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

@Path("/v1/accounts/me/export")
class ExportResource {
    private final Accounts accounts;
    private final Exports exports;
    private final Caller caller;

    ExportResource(Accounts accounts, Exports exports, Caller caller) {
        this.accounts = accounts;
        this.exports = exports;
        this.caller = caller;
    }

    /** A whole archive or a broken connection: its last file, {@code manifest.json}, says what is in it. */
    @GET
    @Produces("application/zip")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Uni<Response> export() {
        return accounts.get(caller.accountId())
                .chain(account -> exports.open(account).map(pieces -> answer(account, () -> pieces)));
    }

    private static Response answer(Account account, StreamedBody archive) {
        return Response.ok(archive)
                .header("Content-Disposition", "attachment; filename=\"laiwang-%s.zip\"".formatted(account.handle()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
