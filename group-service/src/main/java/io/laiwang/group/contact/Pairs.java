package io.laiwang.group.contact;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.UuidV7;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is between two people. Everything happens under the lock of their one row. */
@Singleton
class Pairs {
    private final Outbox outbox;

    Pairs(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Makes the row when they never met; their conversation's id is decided then, for good. Nobody is paired with
     * oneself: that is a 404.
     */
    Uni<Pair> lock(Mutiny.Session session, UUID a, UUID b) {
        if (a.equals(b)) {
            return Uni.createFrom().failure(Refused.notFound());
        }
        Pair.Key key = Pair.Key.of(a, b);
        return session.createNativeQuery("""
                        insert into pair (first_id, second_id, conversation_id, version)
                        values (?1, ?2, ?3, 0) on conflict do nothing""")
                .setParameter(1, key.firstId())
                .setParameter(2, key.secondId())
                .setParameter(3, UuidV7.random())
                .executeUpdate()
                .chain(() -> session.find(Pair.class, key, LockMode.PESSIMISTIC_WRITE));
    }

    /** Both get the other as a contact, and their conversation opens. */
    Uni<Void> connect(Mutiny.Session session, Pair pair, Map<UUID, Profile> profiles, Instant now) {
        pair.contactsSince = now;
        pair.version++;
        ContactRow first = new ContactRow(pair.firstId, pair.secondId, pair.conversationId, now);
        ContactRow second = new ContactRow(pair.secondId, pair.firstId, pair.conversationId, now);
        return session.persistAll(first, second)
                .chain(session::flush)
                .chain(() -> outbox.add(
                        session,
                        new Command.DirectOpened(pair.conversationId, pair.firstId, pair.secondId, pair.version)))
                .chain(() -> tell(session, first, profiles))
                .chain(() -> tell(session, second, profiles));
    }

    /** Neither is the other's contact any more; the conversation stays, for reading. */
    Uni<Void> disconnect(Mutiny.Session session, Pair pair) {
        pair.contactsSince = null;
        pair.version++;
        return session.createMutationQuery("delete from ContactRow where conversationId = ?1")
                .setParameter(1, pair.conversationId)
                .executeUpdate()
                .chain(() -> outbox.add(session, new Command.DirectClosed(pair.conversationId, pair.version)));
    }

    /** Says that it is these two, and whether they are contacts. */
    Uni<Void> state(Mutiny.Session session, Pair pair) {
        pair.version++;
        List<Command.Stated> both = Stream.of(pair.firstId, pair.secondId)
                .map(account -> new Command.Stated(account, GroupRole.MEMBER, null))
                .toList();
        return session.flush()
                .chain(() -> outbox.add(
                        session,
                        new Command.MembersStated(
                                pair.conversationId, null, null, both, pair.areContacts(), pair.version)));
    }

    /** In either direction. */
    Uni<Boolean> isBlocked(Mutiny.Session session, Pair pair) {
        return session.createQuery(
                        "select count(*) from BlockRow where ownerId = ?1 and accountId = ?2"
                                + " or ownerId = ?2 and accountId = ?1",
                        Long.class)
                .setParameter(1, pair.firstId)
                .setParameter(2, pair.secondId)
                .getSingleResult()
                .map(blocks -> blocks > 0);
    }

    private Uni<Void> tell(Mutiny.Session session, ContactRow row, Map<UUID, Profile> profiles) {
        Profile other = Objects.requireNonNull(profiles.get(row.accountId));
        return outbox.add(session, row.ownerId, new ServerFrame.NewContact(row.toContact(other)));
    }
}
