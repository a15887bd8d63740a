package io.laiwang.group.contact;

import io.laiwang.contracts.Contact;
import io.laiwang.contracts.ContactRequest;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.group.directory.Directory;
import io.laiwang.kit.problem.Refused;
import io.laiwang.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Asking somebody to be contacts, and what they say. */
@Singleton
class ContactRequests {
    private final Mutiny.SessionFactory database;
    private final Directory directory;
    private final Pairs pairs;
    private final Outbox outbox;
    private final Clock clock;

    ContactRequests(Mutiny.SessionFactory database, Directory directory, Pairs pairs, Outbox outbox, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.pairs = pairs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param isNew false when the same question was asked before and waits */
    record Asked(ContactRequest request, boolean isNew) {}

    Uni<Asked> ask(UUID from, UUID to, @Nullable String message) {
        refuseOneself(from, to, "accountId");
        return directory.get(to).chain(() -> ask(new RequestRow(from, to, message, now()), false));
    }

    /** Who shows a code wants to be found by it: there is nothing left to answer. */
    Uni<Asked> askByCode(UUID from, String code, @Nullable String message) {
        return directory.byCode(code).chain(shown -> {
            refuseOneself(from, shown.id(), "code");
            return ask(new RequestRow(from, shown.id(), message, now()), true);
        });
    }

    Uni<List<ContactRequest>> pending(UUID account, boolean incoming, @Nullable UUID before, int limit) {
        String mine = incoming ? "hidden = false and toId" : "fromId";
        String bound = before == null ? "" : " and id < ?3";
        return database.withSession(session -> {
                    var query = session.createQuery(
                                    "from RequestRow where " + mine + " = ?1 and state = ?2" + bound
                                            + " order by id desc",
                                    RequestRow.class)
                            .setParameter(1, account)
                            .setParameter(2, ContactRequest.State.PENDING)
                            .setMaxResults(limit);
                    return (before == null ? query : query.setParameter(3, before)).getResultList();
                })
                .chain(rows -> directory
                        .get(rows.stream()
                                .flatMap(r -> List.of(r.fromId, r.toId).stream())
                                .distinct()
                                .toList())
                        .map(profiles -> rows.stream()
                                .filter(r -> profiles.containsKey(r.fromId) && profiles.containsKey(r.toId))
                                .map(r -> r.toRequest(profiles))
                                .toList()));
    }

    Uni<Contact> accept(UUID caller, UUID requestId) {
        return answer(caller, requestId, (session, pair, request, profiles) -> connect(session, pair, request, profiles)
                        .chain(row -> session.find(ContactRow.class, new ContactRow.Key(caller, pair.other(caller))))
                        .map(row -> row.toContact(Objects.requireNonNull(profiles.get(row.accountId)))))
                .call(outbox::relay);
    }

    Uni<Void> decline(UUID caller, UUID requestId) {
        return answer(caller, requestId, (session, pair, request, profiles) -> {
            request.state = ContactRequest.State.DECLINED;
            return Uni.createFrom().voidItem();
        });
    }

    /** What the addressee says, under the lock of the pair. */
    private interface Saying<T> {
        Uni<T> say(Mutiny.Session session, Pair pair, RequestRow request, Map<UUID, Profile> profiles);
    }

    private <T> Uni<T> answer(UUID caller, UUID requestId, Saying<T> saying) {
        return database.withSession(session -> session.find(RequestRow.class, requestId))
                .invoke(request -> {
                    if (request == null || !request.toId.equals(caller)) {
                        throw Refused.notFound();
                    }
                })
                .chain(request -> profiles(request)
                        .chain(profiles ->
                                database.withTransaction(session -> underLock(session, request, profiles, saying))));
    }

    private <T> Uni<T> underLock(
            Mutiny.Session session, RequestRow asked, Map<UUID, Profile> profiles, Saying<T> saying) {
        return pairs.lock(session, asked.fromId, asked.toId)
                .chain(pair -> session.find(RequestRow.class, asked.id).chain(request -> {
                    if (request == null || request.hidden) {
                        throw Refused.notFound();
                    }
                    if (!request.isPending()) {
                        throw new Refused(ProblemCode.NOT_PENDING, "The request was answered before.");
                    }
                    return saying.say(session, pair, request, profiles);
                }));
    }

    private Uni<Asked> ask(RequestRow fresh, boolean welcome) {
        return profiles(fresh)
                .chain(profiles -> database.withTransaction(session -> pairs.lock(session, fresh.fromId, fresh.toId)
                        .invoke(ContactRequests::refuseContacts)
                        .chain(pair -> pairs.isBlocked(session, pair).chain(blocked -> waiting(session, fresh)
                                .chain(waiting -> waiting.wouldConnect(welcome) && !blocked
                                        ? meet(session, pair, waiting, fresh, profiles)
                                        : ask(session, waiting, fresh, blocked, profiles))))))
                .call(outbox::relay);
    }

    /** @param theirs what the other has asked, where the asker may know of it */
    private record Waiting(
            @Nullable RequestRow mine, @Nullable RequestRow theirs) {
        boolean wouldConnect(boolean welcome) {
            return welcome || theirs != null;
        }
    }

    private static Uni<Waiting> waiting(Mutiny.Session session, RequestRow fresh) {
        return session.createQuery(
                        "from RequestRow where state = ?3 and (fromId = ?1 and toId = ?2 or fromId = ?2 and toId = ?1)",
                        RequestRow.class)
                .setParameter(1, fresh.fromId)
                .setParameter(2, fresh.toId)
                .setParameter(3, ContactRequest.State.PENDING)
                .getResultList()
                .map(found -> new Waiting(
                        found.stream()
                                .filter(r -> r.fromId.equals(fresh.fromId))
                                .findFirst()
                                .orElse(null),
                        found.stream()
                                .filter(r -> r.fromId.equals(fresh.toId) && !r.hidden)
                                .findFirst()
                                .orElse(null)));
    }

    /** One that a block has hidden arrives when it is asked again and the block is gone. */
    private Uni<Asked> ask(
            Mutiny.Session session, Waiting waiting, RequestRow fresh, boolean blocked, Map<UUID, Profile> profiles) {
        RequestRow mine = waiting.mine();
        RequestRow request = mine == null ? fresh : mine;
        boolean arrives = !blocked && (mine == null || mine.hidden);
        request.hidden = blocked || (mine != null && mine.hidden && !arrives);
        Asked asked = new Asked(request.toRequest(profiles), mine == null);
        return session.persist(request)
                .chain(session::flush)
                .chain(() -> arrives
                        ? outbox.add(session, request.toId, new ServerFrame.NewContactRequest(asked.request()))
                        : Uni.createFrom().voidItem())
                .replaceWith(asked);
    }

    /** Each wants it: there is nothing to answer any more. */
    private Uni<Asked> meet(
            Mutiny.Session session, Pair pair, Waiting waiting, RequestRow fresh, Map<UUID, Profile> profiles) {
        RequestRow mine = waiting.mine();
        RequestRow request = mine == null ? fresh : mine;
        return session.persist(request)
                .chain(() -> connect(session, pair, request, profiles))
                .replaceWith(() -> new Asked(request.toRequest(profiles), mine == null));
    }

    /** Whatever else waits between them is answered by it. */
    private Uni<Void> connect(Mutiny.Session session, Pair pair, RequestRow request, Map<UUID, Profile> profiles) {
        request.state = ContactRequest.State.ACCEPTED;
        return session.flush()
                .chain(() -> session.createMutationQuery("update RequestRow set state = ACCEPTED where state = PENDING"
                                + " and (fromId = ?1 and toId = ?2 or fromId = ?2 and toId = ?1)")
                        .setParameter(1, pair.firstId)
                        .setParameter(2, pair.secondId)
                        .executeUpdate())
                .chain(() -> pairs.connect(session, pair, profiles, now()));
    }

    /** Both are known here, or nobody asks anybody. */
    private Uni<Map<UUID, Profile>> profiles(RequestRow request) {
        return directory.get(List.of(request.fromId, request.toId)).invoke(profiles -> {
            if (profiles.size() < 2) {
                throw Refused.notFound();
            }
        });
    }

    private static void refuseOneself(UUID from, UUID to, String field) {
        if (from.equals(to)) {
            throw new Refused(Problem.invalid(field, "is yourself"));
        }
    }

    private static void refuseContacts(Pair pair) {
        if (pair.areContacts()) {
            throw new Refused(ProblemCode.ALREADY_CONTACTS, "You are contacts already.");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
