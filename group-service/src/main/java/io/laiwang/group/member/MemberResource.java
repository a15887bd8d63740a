package io.laiwang.group.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Profile;
import io.laiwang.group.directory.Directory;
import io.laiwang.group.group.MemberRow;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/groups/{id}/members")
class MemberResource {
    private final Memberships memberships;
    private final Directory directory;
    private final Cursors cursors;
    private final Caller caller;
    private final Clock clock;

    MemberResource(Memberships memberships, Directory directory, Cursors cursors, Caller caller, Clock clock) {
        this.memberships = memberships;
        this.directory = directory;
        this.cursors = cursors;
        this.caller = caller;
        this.clock = clock;
    }

    record NewMembers(@Nullable List<@Nullable UUID> accountIds) {}

    record GroupMember(
            Profile account,
            String role,
            @Nullable String nickname,
            @Nullable Instant mutedUntil,
            Instant joinedAt) {}

    @GET
    public Uni<Page<GroupMember>> list(
            @PathParam("id") String id, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        UUID after = cursors.openId(cursor);
        return memberships
                .list(caller.accountId(), Ids.inPath(id), after, max + 1)
                .chain(this::toMembers)
                .map(found ->
                        cursors.page(found, max, member -> member.account().id().toString()));
    }

    @POST
    public Uni<Memberships.Added> add(@PathParam("id") String id, @Nullable NewMembers body) {
        NewMembers wanted = Checks.body(body);
        new Checks()
                .present("accountIds", wanted.accountIds())
                .each("accountIds", wanted.accountIds(), account -> true, "is missing")
                .orRefuse();
        List<UUID> accounts = Objects.requireNonNull(wanted.accountIds()).stream()
                .map(Objects::requireNonNull)
                .toList();
        return memberships.add(caller.accountId(), Ids.inPath(id), accounts);
    }

    /** Only the owner gives roles; {@code owner} hands the group over. A nickname is also the member's own to change. */
    @PATCH
    @Path("/{accountId}")
    public Uni<GroupMember> change(
            @PathParam("id") String id, @PathParam("accountId") String accountId, @Nullable JsonNode body) {
        MemberChange change = MemberChange.of(body, clock.instant());
        return memberships
                .change(caller.accountId(), Ids.inPath(id), Ids.inPath(accountId), change)
                .chain(row -> directory.get(row.accountId()).map(profile -> toMember(row, profile)));
    }

    @DELETE
    @Path("/{accountId}")
    public Uni<Void> remove(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return memberships.remove(caller.accountId(), Ids.inPath(id), Ids.inPath(accountId));
    }

    private Uni<List<GroupMember>> toMembers(List<MemberRow> rows) {
        return directory.get(rows.stream().map(MemberRow::accountId).toList()).map(profiles -> rows.stream()
                .filter(row -> profiles.containsKey(row.accountId()))
                .map(row -> toMember(row, profiles))
                .toList());
    }

    private static GroupMember toMember(MemberRow row, Map<UUID, Profile> profiles) {
        return toMember(row, Objects.requireNonNull(profiles.get(row.accountId())));
    }

    private static GroupMember toMember(MemberRow row, Profile profile) {
        return new GroupMember(
                profile, row.role().name().toLowerCase(Locale.ROOT), row.nickname(), row.mutedUntil(), row.joinedAt());
    }
}
