package io.laiwang.outbox;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.trace.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Events of a transaction. Whoever adds one holds a lock on the row that it is about, so the order of the table is the
 * order in which things happened to that row.
 */
@Singleton
public class Outbox {
    private final Relay relay;
    private final Traces traces;

    Outbox(Relay relay, Traces traces) {
        this.relay = relay;
        this.traces = traces;
    }

    public Uni<Void> add(Mutiny.Session session, Command.Membership command) {
        return insert(session, Topics.CONVERSATION_COMMANDS, command.conversationId(), Json.bytes(command), List.of());
    }

    public Uni<Void> add(Mutiny.Session session, AccountEvent event) {
        return insert(session, Topics.ACCOUNT_EVENTS, event.accountId(), Json.bytes(event), List.of());
    }

    /** A frame for every stream of an account. */
    public Uni<Void> add(Mutiny.Session session, UUID accountId, ServerFrame frame) {
        return add(session, accountId, List.of(accountId), frame);
    }

    /**
     * A frame for every stream of some accounts, as one event whatever their number.
     *
     * @param key in whose order it is delivered
     */
    public Uni<Void> add(Mutiny.Session session, UUID key, Collection<UUID> accountIds, ServerFrame frame) {
        return insert(session, Topics.DELIVERIES, key, Json.bytes(frame), accountIds);
    }

    /**
     * Brings what was committed to the broker now; a request calls it before it answers, and waits two seconds at most:
     * what isn't there then goes with the next round.
     */
    public Uni<Void> relay() {
        return relay.now();
    }

    private Uni<Void> insert(
            Mutiny.Session session, String topic, UUID key, byte[] payload, Collection<UUID> recipients) {
        return session.createNativeQuery(
                        "insert into outbox (topic, key, payload, recipients, trace) values (?1, ?2, ?3, ?4, ?5)")
                .setParameter(1, topic)
                .setParameter(2, key)
                .setParameter(3, payload)
                .setParameter(4, recipients.toArray(UUID[]::new))
                .setParameter(5, traces.here())
                .executeUpdate()
                .replaceWithVoid();
    }
}
