package io.laiwang.auth.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * For services: the last event of every account, page by page, for who has lost what the topic doesn't keep any more
 * (docs/adr/0015).
 */
@Path("/internal/account-events")
class AccountEventResource {
    private static final int PAGE = 200;

    private final Accounts accounts;
    private final Cursors cursors;

    AccountEventResource(Accounts accounts, Cursors cursors) {
        this.accounts = accounts;
        this.cursors = cursors;
    }

    /** With its own type, because a generic one loses the type of its items on the way to JSON. */
    record Events(List<AccountEvent> items, @Nullable String nextCursor) {}

    @GET
    @Operation(hidden = true)
    public Uni<Events> list(@RestQuery @Nullable String cursor) {
        UUID after = Optional.ofNullable(cursors.openId(cursor)).orElse(new UUID(0, 0));
        return accounts.all(after, PAGE + 1).map(this::page);
    }

    private Events page(List<Account> found) {
        Page<Account> page = cursors.page(found, PAGE, account -> account.id.toString());
        return new Events(page.items().stream().map(Account::lastEvent).toList(), page.nextCursor());
    }
}
