package io.laiwang.gateway.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.ServerFrame;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final UUID ann = UUID.randomUUID();
    private final Roster roster = new Roster();

    @Test
    void isOnlineForAsLongAsOneGatewayHasIt() {
        assertTrue(roster.here(ann, "one", 0));
        assertFalse(roster.here(ann, "two", 0));
        assertFalse(roster.gone(ann, "one", NOON));
        assertEquals(new ServerFrame.Presence(ann, true, null), roster.of(ann));
        assertTrue(roster.gone(ann, "two", NOON));
        assertFalse(roster.gone(ann, "two", NOON.plusSeconds(1)));
        assertEquals(new ServerFrame.Presence(ann, false, NOON), roster.of(ann));
    }

    @Test
    void forgetsWhatWasNotRepeated() {
        roster.here(ann, "crashed", 10);
        roster.here(ann, "alive", 10);
        roster.here(ann, "alive", 20);
        assertEquals(Set.of(), roster.forget(20, NOON));
        assertEquals(Set.of(ann), roster.forget(21, NOON));
        assertEquals(new ServerFrame.Presence(ann, false, NOON), roster.of(ann));
        assertTrue(roster.here(ann, "alive", 30));
    }

    @Test
    void knowsNothingOfWhoWasNeverThere() {
        assertEquals(new ServerFrame.Presence(ann, false, null), roster.of(ann));
    }
}
