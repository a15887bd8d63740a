package io.laiwang.auth.session;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Ends sessions within a transaction of the caller's, and tells gateways. Who ends several holds a lock on the account's
 * row, and so does who begins one: none slips in between.
 */
@Singleton
public class SessionEnds {
    private static final UUID NONE = new UUID(0, 0);

    private final Outbox outbox;
    private final Clock clock;

    SessionEnds(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> end(Mutiny.Session session, Session ended) {
        ended.endedAt = clock.instant();
        return outbox.add(session, new AccountEvent.SessionEnded(ended.accountId, ended.id));
    }

    Uni<Void> endOthers(Mutiny.Session session, UUID accountId, UUID kept) {
        return live(session, accountId, kept)
                .onItem()
                .transformToMulti(sessions -> Multi.createFrom().iterable(sessions))
                .onItem()
                .transformToUniAndConcatenate(other -> end(session, other))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Ends all and deletes what is kept of them. */
    public Uni<Void> erase(Mutiny.Session session, UUID accountId) {
        return endOthers(session, accountId, NONE)
                .chain(session::flush)
                .chain(() -> delete(session, accountId, """
                        delete from refresh_token where session_id in (select id from session where account_id = ?1)"""))
                .chain(() -> delete(session, accountId, "delete from stream_ticket where account_id = ?1"))
                .chain(() -> delete(session, accountId, "delete from session where account_id = ?1"));
    }

    private static Uni<List<Session>> live(Mutiny.Session session, UUID accountId, UUID kept) {
        return session.createQuery("from Session where accountId = ?1 and endedAt is null and id <> ?2", Session.class)
                .setParameter(1, accountId)
                .setParameter(2, kept)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static Uni<Void> delete(Mutiny.Session session, UUID accountId, String sql) {
        return session.createNativeQuery(sql)
                .setParameter(1, accountId)
                .executeUpdate()
                .replaceWithVoid();
    }
}
