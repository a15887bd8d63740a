package io.laiwang.group.member;

import io.laiwang.group.member.JoinRequests.JoinRequest;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For the owner and admins. */
@Path("/v1/groups/{id}/join-requests")
class JoinRequestResource {
    private final JoinRequests requests;
    private final Cursors cursors;
    private final Caller caller;

    JoinRequestResource(JoinRequests requests, Cursors cursors, Caller caller) {
        this.requests = requests;
        this.cursors = cursors;
        this.caller = caller;
    }

    @GET
    public Uni<Page<JoinRequest>> list(
            @PathParam("id") String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        UUID after = cursors.openId(cursor);
        return requests.list(caller.accountId(), Ids.inPath(id), after, max + 1)
                .map(found -> cursors.page(
                        found, max, request -> request.account().id().toString()));
    }

    @POST
    @Path("/{accountId}/approve")
    public Uni<Void> approve(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return requests.approve(caller.accountId(), Ids.inPath(id), Ids.inPath(accountId));
    }

    @POST
    @Path("/{accountId}/decline")
    public Uni<Void> decline(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return requests.decline(caller.accountId(), Ids.inPath(id), Ids.inPath(accountId));
    }
}
