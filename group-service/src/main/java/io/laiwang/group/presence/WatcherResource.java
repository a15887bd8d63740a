package io.laiwang.group.presence;

import io.laiwang.group.contact.Blocks;
import io.laiwang.group.contact.Contacts;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For gateways: whose presence an account may see, and who is to notice nothing of it. */
@Path("/internal/accounts/{id}")
class WatcherResource {
    /** As many as one {@code watch} frame may name, and as a group has members. */
    private static final int MAX = 500;

    private final Contacts contacts;
    private final Blocks blocks;

    WatcherResource(Contacts contacts, Blocks blocks) {
        this.contacts = contacts;
        this.blocks = blocks;
    }

    record Accounts(@Nullable List<@Nullable UUID> accountIds) {}

    /**
     * Those of {@code accountIds}, at most 500, that are contacts of the account. It holds both ways, and a block ends
     * it both ways, because whoever is blocked is no contact. One indexed query.
     */
    @POST
    @Path("/watchable")
    @Operation(hidden = true)
    public Uni<Accounts> watchable(@PathParam("id") String id, @Nullable Accounts body) {
        List<UUID> asked = asked(body);
        return contacts.strangers(Ids.inPath(id), asked).map(strangers -> allowed(asked, strangers));
    }

    /** Those of {@code accountIds}, at most 500, between whom and the account there is a block, either way. */
    @POST
    @Path("/blocked")
    @Operation(hidden = true)
    public Uni<Accounts> blocked(@PathParam("id") String id, @Nullable Accounts body) {
        return blocks.among(Ids.inPath(id), asked(body)).map(Accounts::new);
    }

    private static List<UUID> asked(@Nullable Accounts body) {
        List<@Nullable UUID> wanted = Checks.body(body).accountIds();
        new Checks()
                .present("accountIds", wanted)
                .check("accountIds", wanted == null || wanted.size() <= MAX, "has more than %d entries".formatted(MAX))
                .each("accountIds", wanted, account -> true, "is missing")
                .orRefuse();
        return Objects.requireNonNull(wanted).stream()
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }

    private static Accounts allowed(List<UUID> asked, Set<UUID> strangers) {
        return new Accounts(asked.stream().filter(a -> !strangers.contains(a)).toList());
    }
}
