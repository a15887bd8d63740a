package io.laiwang.gateway.presence;

import io.laiwang.contracts.Json;
import io.laiwang.gateway.GatewayId;
import io.laiwang.gateway.signal.Signal;
import io.laiwang.gateway.signal.SignalHandler;
import io.laiwang.gateway.signal.Signals;
import io.laiwang.gateway.stream.StreamChange;
import io.laiwang.gateway.stream.Streams;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Says who comes to this gateway and who goes, says again who is there, and hears the same of the others. What was lost
 * on the way, or ended with a crash, is right again when what isn't repeated is forgotten.
 */
@Singleton
class Presences implements SignalHandler {
    private static final String KIND = "presence";
    private static final int ACCOUNTS_A_RECORD = 1_000;

    private final String gateway;
    private final Roster roster;
    private final Watches watches;
    private final Streams streams;
    private final Signals signals;
    private final Clock clock;

    /** Who is here as far as the others were told; under this object's lock. */
    private final Set<UUID> told = new HashSet<>();

    Presences(GatewayId gateway, Roster roster, Watches watches, Streams streams, Signals signals, Clock clock) {
        this.gateway = gateway.value();
        this.roster = roster;
        this.watches = watches;
        this.streams = streams;
        this.signals = signals;
        this.clock = clock;
    }

    /** Looks at what is so now, whatever the event said: of two at once only the last may be right. */
    synchronized void onChange(@Observes StreamChange change) {
        UUID accountId = change.stream().identity().accountId();
        if (streams.isHere(accountId)) {
            if (told.add(accountId)) {
                tell(new PresenceSignal.Here(List.of(accountId)));
                came(accountId, gateway);
            }
        } else if (told.remove(accountId)) {
            Instant now = clock.instant();
            tell(new PresenceSignal.Gone(List.of(accountId), now));
            went(accountId, gateway, now);
        }
    }

    /** Asks the others who is there. */
    void ask() {
        tell(new PresenceSignal.Who());
    }

    /** In pieces, each under the lock: nobody waits for long, and no one who went is said to be here after that. */
    void repeat() {
        List<UUID> all;
        synchronized (this) {
            all = new ArrayList<>(told);
        }
        for (int from = 0; from < all.size(); from += ACCOUNTS_A_RECORD) {
            repeat(all.subList(from, Math.min(all.size(), from + ACCOUNTS_A_RECORD)));
        }
    }

    private synchronized void repeat(List<UUID> some) {
        List<UUID> here = some.stream().filter(told::contains).toList();
        tell(new PresenceSignal.Here(here));
        here.forEach(id -> came(id, gateway));
    }

    /** Those of whom nobody has spoken for so long. */
    void forget(Duration silence) {
        roster.forget(System.nanoTime() - silence.toNanos(), clock.instant().minus(silence))
                .forEach(watches::changed);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void heard(Signal signal) {
        switch (Json.read(signal.value(), PresenceSignal.class)) {
            case PresenceSignal.Here here -> here.accountIds().forEach(id -> came(id, signal.gateway()));
            case PresenceSignal.Gone gone -> gone.accountIds().forEach(id -> went(id, signal.gateway(), gone.at()));
            case PresenceSignal.Who _ -> repeat();
        }
    }

    private void came(UUID accountId, String where) {
        if (roster.here(accountId, where, System.nanoTime())) {
            watches.changed(accountId);
        }
    }

    private void went(UUID accountId, String where, Instant at) {
        if (roster.gone(accountId, where, at)) {
            watches.changed(accountId);
        }
    }

    private void tell(PresenceSignal signal) {
        signals.send(KIND, UUID.fromString(gateway), Json.bytes(signal));
    }
}
