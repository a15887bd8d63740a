package io.laiwang.group.directory;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Profile;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The copy of handles and names. Applied by version, so reading the topic again from its start does no harm. */
@Singleton
public class Directory {
    private final Mutiny.SessionFactory database;
    private final Pool pool;

    Directory(Mutiny.SessionFactory database, Pool pool) {
        this.database = database;
        this.pool = pool;
    }

    /** Fails with a 404 for an account that isn't known, or not yet. */
    public Uni<Profile> get(UUID accountId) {
        return database.withSession(session -> session.createQuery(
                                "from ProfileRow where accountId = ?1 and not erased", ProfileRow.class)
                        .setParameter(1, accountId)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(Refused::notFound)
                .map(ProfileRow::toProfile);
    }

    public Uni<Map<UUID, Profile>> get(Collection<UUID> accountIds) {
        return database.withSession(session -> session.createQuery(
                                "from ProfileRow where accountId in (?1) and not erased", ProfileRow.class)
                        .setParameter(1, accountIds)
                        .getResultList())
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> row.accountId, ProfileRow::toProfile)));
    }

    /** Fails with a 404 for a code that is nobody's, or nobody's any more. */
    public Uni<Profile> byCode(String code) {
        return database.withSession(
                        session -> session.createQuery("from ProfileRow where qrCode = ?1", ProfileRow.class)
                                .setParameter(1, code)
                                .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(Refused::notFound)
                .map(ProfileRow::toProfile);
    }

    /** Nothing that was told before brings it back. */
    public Uni<Void> forget(AccountEvent.AccountErased erased) {
        return pool.preparedQuery("""
                        insert into profile (account_id, handle, display_name, version, erased) values ($1, '', '', $2, true)
                        on conflict (account_id) do update
                        set handle = '', display_name = '', avatar_media_id = null, qr_code = null,
                            version = excluded.version, erased = true
                        where profile.version < excluded.version""")
                .execute(Tuple.of(erased.accountId(), erased.version()))
                .replaceWithVoid();
    }

    /** Keeps the higher version. */
    public Uni<Void> learn(AccountEvent.ProfileChanged changed) {
        Profile profile = changed.profile();
        return pool.preparedQuery("""
                        insert into profile (account_id, handle, display_name, avatar_media_id, qr_code, version)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict (account_id) do update
                        set handle = excluded.handle, display_name = excluded.display_name,
                            avatar_media_id = excluded.avatar_media_id, qr_code = excluded.qr_code,
                            version = excluded.version
                        where profile.version < excluded.version""")
                .execute(Tuple.of(
                        profile.id(),
                        profile.handle(),
                        profile.displayName(),
                        profile.avatarMediaId(),
                        changed.qrCode(),
                        changed.version()))
                .replaceWithVoid();
    }
}
