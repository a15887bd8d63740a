package io.laiwang.auth.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TOKEN = Duration.ofMinutes(10);
    private static final Duration LEAD = Duration.ofMinutes(10);

    private final KeySchedule schedule = new KeySchedule(Duration.ofDays(1), LEAD, Duration.ofMinutes(15));

    /** A week, looked at every minute as the service does. */
    @Test
    void everyTokenCanBeCheckedAsLongAsItLivesAndTwoKeysAreLiveAtMost() {
        List<Instant> keys = new ArrayList<>();
        Map<Instant, Instant> lastSigned = new HashMap<>();
        Set<Instant> signers = new HashSet<>();
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (Instant now = start; now.isBefore(start.plus(Duration.ofDays(7))); now = now.plus(MINUTE)) {
            List<Instant> live = new ArrayList<>(keys.subList(0, schedule.live(keys, now)));
            for (Instant retired : keys.subList(live.size(), keys.size())) {
                assertTrue(lastSigned.get(retired).plus(TOKEN).isBefore(now), "its tokens are still about");
            }
            keys = live;
            if (schedule.needsAnother(keys, now)) {
                keys.addFirst(now);
            }
            assertTrue(keys.size() <= 2);
            Instant signer = keys.get(schedule.signing(keys, now));
            boolean isFirst = signers.isEmpty();
            if (signers.add(signer) && !isFirst) {
                assertEquals(signer.plus(LEAD), now, "a key is known before it signs");
            }
            lastSigned.put(signer, now);
        }
        assertEquals(7, signers.size());
    }

    @Test
    void refusesMarginsThatLeaveNoTimeToSign() {
        assertThrows(IllegalArgumentException.class, () -> new KeySchedule(LEAD, LEAD, LEAD));
    }
}
