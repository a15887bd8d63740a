package io.laiwang.auth.account;

import io.laiwang.kit.qr.QrCode;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The card that makes who scans it a contact. Its code works until the account makes another. */
@Path("/v1/accounts/me")
class QrResource {
    private final Accounts accounts;
    private final Caller caller;

    QrResource(Accounts accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    record Code(String code, String url) {
        static Code of(String code) {
            return new Code(code, "laiwang:add:" + code);
        }
    }

    @GET
    @Path("/qr-code")
    public Uni<Code> code() {
        return accounts.qrCode(caller.accountId()).map(Code::of);
    }

    @POST
    @Path("/qr-code")
    @ResponseStatus(201)
    public Uni<Code> renew() {
        return accounts.newQrCode(caller.accountId()).map(Code::of);
    }

    @GET
    @Path("/qr")
    @Produces("image/svg+xml;qs=1.0")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/svg+xml"))
    public Uni<Response> svg() {
        return code().map(code -> picture(QrCode.of(code.url()).svg(), "image/svg+xml"));
    }

    @GET
    @Path("/qr")
    @Produces("image/png;qs=0.5")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/png"))
    public Uni<Response> png() {
        return code().map(code -> picture(QrCode.of(code.url()).png(), "image/png"));
    }

    /** Not kept by anyone: a code that was replaced must not be shown again. */
    private static Response picture(Object bytes, String type) {
        return Response.ok(bytes)
                .header("Content-Type", type)
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept")
                .build();
    }
}
