package io.laiwang.group.contact;

import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/blocks")
class BlockResource {
    private final Blocks blocks;
    private final Cursors cursors;
    private final Caller caller;

    BlockResource(Blocks blocks, Cursors cursors, Caller caller) {
        this.blocks = blocks;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** Whom the caller has blocked; nobody learns who has blocked the caller. */
    @GET
    public Uni<Page<Blocks.Blocked>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        return blocks.list(caller.accountId(), cursors.openId(cursor), max + 1)
                .map(found -> cursors.page(
                        found, max, blocked -> blocked.account().id().toString()));
    }

    /** Blocking again changes nothing. */
    @PUT
    @Path("/{accountId}")
    public Uni<Void> block(@PathParam("accountId") String accountId) {
        return blocks.block(caller.accountId(), Ids.inPath(accountId));
    }

    /** Also where there was no block. */
    @DELETE
    @Path("/{accountId}")
    public Uni<Void> unblock(@PathParam("accountId") String accountId) {
        return blocks.unblock(caller.accountId(), Ids.inPath(accountId));
    }
}
