package io.laiwang.group.group;

import io.laiwang.contracts.Profile;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    record NewMembers(@Nullable List<@Nullable UUID> accountIds) {}

    record Added(List<UUID> added, List<UUID> pending) {}

    record Group(
            UUID id,
            UUID conversationId,
            String name,
            @Nullable String announcement,
            @Nullable UUID avatarMediaId,
            UUID ownerId,
            int memberCount,
            String joinPolicy,
            boolean membersMayInvite,
            Instant createdAt) {}

    record GroupMember(
            Profile account,
            String role,
            @Nullable String nickname,
            @Nullable Instant mutedUntil,
            Instant joinedAt) {}

    @POST
    @ResponseStatus(201)
    public Uni<Group> create(@Nullable NewGroup body) {
        NewGroup wanted = Checks.body(body);
        new Checks()
                .text("name", wanted.name(), 1, 64)
                .line("name", wanted.name())
                .present("memberIds", wanted.memberIds())
                .each("memberIds", wanted.memberIds(), id -> true, "is missing")
                .orRefuse();
        UUID owner = caller.accountId();
        return directory
                .get(owner)
                .chain(() -> groups.create(owner, String.valueOf(wanted.name()), ids(wanted.memberIds())))
                .map(GroupResource::toGroup);
    }

    @GET
    public Uni<Page<Group>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        UUID after = cursors.openId(cursor);
        UUID account = caller.accountId();
        return groups.list(account, after, max + 1)
                .map(found ->
                        cursors.page(found.stream().map(GroupResource::toGroup).toList(), max, g -> g.id().toString()));
    }

    @GET
    @Path("/{id}")
    public Uni<Group> get(@PathParam("id") String id) {
        return groups.get(caller.accountId(), Ids.inPath(id)).map(GroupResource::toGroup);
    }

    @GET
    @Path("/{id}/members")
    public Uni<Page<GroupMember>> members(
            @PathParam("id") String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        UUID after = cursors.openId(cursor);
        return groups.members(caller.accountId(), Ids.inPath(id), after, max + 1)
                .chain(this::toMembers)
                .map(found ->
                        cursors.page(found, max, member -> member.account().id().toString()));
    }

    @POST
    @Path("/{id}/members")
    public Uni<Added> add(@PathParam("id") String id, @Nullable NewMembers body) {
        NewMembers wanted = Checks.body(body);
        new Checks()
                .present("accountIds", wanted.accountIds())
                .each("accountIds", wanted.accountIds(), account -> true, "is missing")
                .orRefuse();
        return groups.add(caller.accountId(), Ids.inPath(id), ids(wanted.accountIds()))
                .map(added -> new Added(added, List.of()));
    }

    @DELETE
    @Path("/{id}/members/{accountId}")
    public Uni<Void> remove(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return groups.remove(caller.accountId(), Ids.inPath(id), Ids.inPath(accountId));
    }

    private Uni<List<GroupMember>> toMembers(List<MemberRow> rows) {
        return directory.get(rows.stream().map(row -> row.accountId).toList()).map(profiles -> rows.stream()
                .map(row -> new GroupMember(
                        Objects.requireNonNull(profiles.get(row.accountId)),
                        row.role.name().toLowerCase(Locale.ROOT),
                        row.nickname,
                        row.mutedUntil,
                        row.joinedAt))
                .toList());
    }

    private static List<UUID> ids(@Nullable List<@Nullable UUID> ids) {
        return Objects.requireNonNull(ids).stream().map(Objects::requireNonNull).toList();
    }

    private static Group toGroup(GroupRow row) {
        return new Group(
                row.id,
                row.conversationId,
                row.name,
                row.announcement,
                row.avatarMediaId,
                row.ownerId,
                row.memberCount,
                row.joinPolicy.name().toLowerCase(Locale.ROOT),
                row.membersMayInvite,
                row.createdAt);
    }
}
