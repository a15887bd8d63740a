package io.laiwang.auth.account;

import io.laiwang.contracts.Profile;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.laiwang.kit.token.OpenToAll;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts")
class AccountResource {
    private static final Pattern HANDLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{2,31}");

    private final Accounts accounts;
    private final Passwords passwords;
    private final Caller caller;

    AccountResource(Accounts accounts, Passwords passwords, Caller caller) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.caller = caller;
    }

    record SignUp(
            @Nullable String handle,
            @Nullable String password,
            @Nullable String displayName) {}

    record Created(UUID id, String handle, String displayName, Instant createdAt) {}

    record Me(
            UUID id,
            String handle,
            String displayName,
            @Nullable String bio,
            @Nullable UUID avatarMediaId,
            Instant createdAt) {}

    @POST
    @OpenToAll
    @ResponseStatus(201)
    public Uni<Created> signUp(@Nullable SignUp body) {
        SignUp wanted = Checks.body(body);
        String handle = wanted.handle() == null ? "" : wanted.handle();
        String password = wanted.password() == null ? "" : wanted.password();
        String displayName = wanted.displayName() == null ? "" : wanted.displayName();
        new Checks()
                .present("handle", wanted.handle())
                .check("handle", HANDLE.matcher(handle).matches(), "must be a letter and 2 to 31 letters, digits or _")
                .text("password", wanted.password(), 8, 128)
                .check("password", !passwords.isCommon(password), "is one of the most common passwords")
                .text("displayName", wanted.displayName(), 1, 64)
                .line("displayName", displayName)
                .check("displayName", !displayName.isBlank(), "must not be blank")
                .orRefuse();
        return accounts.signUp(handle, password, displayName)
                .map(a -> new Created(a.id, a.handle, a.displayName, a.createdAt));
    }

    @GET
    @Path("/me")
    public Uni<Me> me() {
        return accounts.get(caller.accountId())
                .map(a -> new Me(a.id, a.handle, a.displayName, a.bio, a.avatarMediaId, a.createdAt));
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
