package io.laiwang.group.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.group.directory.Directory;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/groups")
class GroupResource {
    private final Groups groups;
    private final Directory directory;
    private final Cursors cursors;
    private final Caller caller;

    GroupResource(Groups groups, Directory directory, Cursors cursors, Caller caller) {
        this.groups = groups;
        this.directory = directory;
        this.cursors = cursors;
        this.caller = caller;
    }

    record NewGroup(@Nullable String name, @Nullable List<@Nullable UUID> memberIds) {}

    @POST
    @ResponseStatus(201)
    public Uni<Group> create(@Nullable NewGroup body) {
        NewGroup wanted = Checks.body(body);
        GroupChange.name(new Checks(), wanted.name())
                .present("memberIds", wanted.memberIds())
                .each("memberIds", wanted.memberIds(), id -> true, "is missing")
                .orRefuse();
        UUID owner = caller.accountId();
        List<UUID> memberIds = Objects.requireNonNull(wanted.memberIds()).stream()
                .map(Objects::requireNonNull)
                .toList();
        return directory
                .get(owner)
                .chain(() -> groups.create(owner, String.valueOf(wanted.name()), memberIds))
                .map(Group::of);
    }

    @GET
    public Uni<Page<Group>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        UUID after = cursors.openId(cursor);
        return groups.list(caller.accountId(), after, max + 1)
                .map(found -> cursors.page(found.stream().map(Group::of).toList(), max, g -> g.id().toString()));
    }

    @GET
    @Path("/{id}")
    public Uni<Group> get(@PathParam("id") String id) {
        return groups.get(caller.accountId(), Ids.inPath(id)).map(Group::of);
    }

    /** Owner and admins. */
    @PATCH
    @Path("/{id}")
    public Uni<Group> update(@PathParam("id") String id, @Nullable JsonNode body) {
        return groups.update(caller.accountId(), Ids.inPath(id), GroupChange.of(body))
                .map(Group::of);
    }

    /** The owner alone. */
    @DELETE
    @Path("/{id}")
    public Uni<Void> dissolve(@PathParam("id") String id) {
        return groups.dissolve(caller.accountId(), Ids.inPath(id));
    }
}
