package io.laiwang.chat.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** Where a message stands among all that are found; ascending, so the newest is the last. Both stores order ids so. */
public record Place(Instant sentAt, UUID conversationId, long seq) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::sentAt)
            .thenComparing(place -> place.conversationId().getMostSignificantBits(), Long::compareUnsigned)
            .thenComparing(place -> place.conversationId().getLeastSignificantBits(), Long::compareUnsigned)
            .thenComparing(Place::seq);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
