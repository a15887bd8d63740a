package io.laiwang.auth.account;

import io.laiwang.contracts.Profile;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.OpenToAll;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts")
class AccountResource {
    private final Accounts accounts;
    private final Passwords passwords;

    AccountResource(Accounts accounts, Passwords passwords) {
        this.accounts = accounts;
        this.passwords = passwords;
    }

    record SignUp(
            @Nullable String handle,
            @Nullable String password,
            @Nullable String displayName) {}

    record Created(UUID id, String handle, String displayName, Instant createdAt) {}

    @POST
    @OpenToAll
    @ResponseStatus(201)
    public Uni<Created> signUp(@Nullable SignUp body) {
        SignUp wanted = Checks.body(body);
        String handle = String.valueOf(wanted.handle());
        String password = String.valueOf(wanted.password());
        String displayName = String.valueOf(wanted.displayName());
        Checks checks = ProfileRules.handle(new Checks(), wanted.handle());
        passwords.check(checks, "password", wanted.password());
        ProfileRules.displayName(checks, wanted.displayName()).orRefuse();
        return accounts.signUp(handle, password, displayName)
                .map(a -> new Created(a.id, a.handle, a.displayName, a.createdAt));
    }

    @GET
    @Path("/{id}")
    public Uni<Profile> profile(@PathParam("id") String id) {
        return accounts.get(Ids.inPath(id)).map(Account::profile);
    }

    @GET
    public Uni<Profile> byHandle(@RestQuery @Nullable String handle) {
        new Checks().present("handle", handle).orRefuse();
        return accounts.byHandle(String.valueOf(handle))
                .map(found -> found.orElseThrow(Refused::notFound).profile());
    }
}
