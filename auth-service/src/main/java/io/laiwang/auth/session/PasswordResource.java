package io.laiwang.auth.session;

import io.laiwang.auth.account.Passwords;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

@Path("/v1/accounts/me/password")
class PasswordResource {
    private final PasswordChanges changes;
    private final Passwords passwords;
    private final Caller caller;

    PasswordResource(PasswordChanges changes, Passwords passwords, Caller caller) {
        this.changes = changes;
        this.passwords = passwords;
        this.caller = caller;
    }

    record Change(
            @Nullable String currentPassword, @Nullable String newPassword) {}

    /** Every other session of the account ends. */
    @PUT
    public Uni<Void> change(@Nullable Change body) {
        Change change = Checks.body(body);
        Checks checks = new Checks().text("currentPassword", change.currentPassword(), 1, 1_000);
        passwords.check(checks, "newPassword", change.newPassword()).orRefuse();
        return changes.change(
                caller.accountId(),
                caller.sessionId(),
                String.valueOf(change.currentPassword()),
                String.valueOf(change.newPassword()));
    }
}
