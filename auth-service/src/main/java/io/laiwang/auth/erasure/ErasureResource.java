package io.laiwang.auth.erasure;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts/me")
class ErasureResource {
    private final Erasures erasures;
    private final Caller caller;

    ErasureResource(Erasures erasures, Caller caller) {
        this.erasures = erasures;
        this.caller = caller;
    }

    record Confirmation(@Nullable String password) {}

    /** The account is gone at once; what other services keep of it follows. */
    @DELETE
    @ResponseStatus(202)
    public Uni<Void> erase(@Nullable Confirmation body) {
        String password = Checks.body(body).password();
        new Checks().text("password", password, 1, 1_000).orRefuse();
        return erasures.erase(caller.accountId(), String.valueOf(password));
    }
}
