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
        if (from.equals(to)) {
            throw new Refused(Problem.invalid("accountId", "is yourself"));
        }
        return directory
                .get(to)
                .chain(() -> directory.get(List.of(from, to)))
                .invoke(profiles -> {
                    if (!profiles.containsKey(from)) {
                        throw Refused.notFound();
                    }
                })
                .chain(profiles -> database.withTransaction(session -> pairs.lock(session, from, to)
                        .chain(pair -> ask(session, pair, new RequestRow(from, to, message, now()), profiles))))
                .call(outbox::relay);
    }

    Uni<List<ContactRequest>> pending(UUID account, boolean incoming, @Nullable UUID before, int limit) {
        String mine = incoming ? "toId" : "fromId";
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
                        .map(profiles ->
                                rows.stream().map(r -> r.toRequest(profiles)).toList()));
    }

    Uni<Contact> accept(UUID caller, UUID requestId) {
        return answer(caller, requestId, (session, pair, request, profiles) -> {
                    request.state = ContactRequest.State.ACCEPTED;
                    return pairs.connect(session, pair, profiles, caller, now())
                            .map(row -> row.toContact(Objects.requireNonNull(profiles.get(row.accountId))));
                })
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
                .chain(request -> directory
                        .get(List.of(request.fromId, request.toId))
                        .chain(profiles ->
                                database.withTransaction(session -> underLock(session, request, profiles, saying))));
    }

    private <T> Uni<T> underLock(
            Mutiny.Session session, RequestRow asked, Map<UUID, Profile> profiles, Saying<T> saying) {
        return pairs.lock(session, asked.fromId, asked.toId)
                .chain(pair -> session.find(RequestRow.class, asked.id).chain(request -> {
                    if (!request.isPending()) {
                        throw new Refused(ProblemCode.NOT_PENDING, "The request was answered before.");
                    }
                    return saying.say(session, pair, request, profiles);
                }));
    }

    private Uni<Asked> ask(Mutiny.Session session, Pair pair, RequestRow fresh, Map<UUID, Profile> profiles) {
        if (pair.areContacts()) {
            throw new Refused(ProblemCode.ALREADY_CONTACTS, "You are contacts already.");
        }
        return pendingBetween(session, fresh).chain(waiting -> {
            for (RequestRow request : waiting) {
                if (request.fromId.equals(fresh.fromId)) {
                    return Uni.createFrom().item(new Asked(request.toRequest(profiles), false));
                }
            }
            return waiting.isEmpty()
                    ? put(session, fresh, profiles)
                    : meet(session, pair, waiting.getFirst(), fresh, profiles);
        });
    }

    private Uni<Asked> put(Mutiny.Session session, RequestRow fresh, Map<UUID, Profile> profiles) {
        ContactRequest request = fresh.toRequest(profiles);
        return session.persist(fresh)
                .chain(session::flush)
                .chain(() -> outbox.add(session, fresh.toId, new ServerFrame.NewContactRequest(request)))
                .replaceWith(new Asked(request, true));
    }

    /** Each has asked the other: no need to ask any more. */
    private Uni<Asked> meet(
            Mutiny.Session session, Pair pair, RequestRow theirs, RequestRow fresh, Map<UUID, Profile> profiles) {
        theirs.state = ContactRequest.State.ACCEPTED;
        fresh.state = ContactRequest.State.ACCEPTED;
        return session.persist(fresh)
                .chain(() -> pairs.connect(session, pair, profiles, fresh.fromId, now()))
                .replaceWith(new Asked(fresh.toRequest(profiles), true));
    }

    private static Uni<List<RequestRow>> pendingBetween(Mutiny.Session session, RequestRow fresh) {
        return session.createQuery(
                        "from RequestRow where state = ?3 and (fromId = ?1 and toId = ?2 or fromId = ?2 and toId = ?1)",
                        RequestRow.class)
                .setParameter(1, fresh.fromId)
                .setParameter(2, fresh.toId)
                .setParameter(3, ContactRequest.State.PENDING)
                .getResultList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
