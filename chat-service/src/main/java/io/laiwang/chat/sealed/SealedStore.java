package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.key.Secret;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@link Sealed}, and their contents. What a call has done is durable when it answers. */
public interface SealedStore {
    /**
     * A row as it was read.
     *
     * @param secret null once it has burned, and where only the state was asked for
     */
    record Row(Sealed state, long version, @Nullable Secret secret) {
        public Change to(Sealed next) {
            return new Change(next, version);
        }
    }

    /** A step, good for the version that it was decided on and for no other. */
    record Change(Sealed next, long onVersion) {}

    /** @return false when the key is there already; then nothing is changed */
    Uni<Boolean> add(Sealed state, @Nullable Secret secret);

    Uni<Optional<Row>> find(UUID conversationId, long seq);

    /** Without their contents. */
    Uni<List<Row>> find(Collection<SealedKey> keys);

    /** Rows of a conversation that are bound, above {@code afterSeq} and ascending; without their contents. */
    Uni<List<Row>> bound(UUID conversationId, long afterSeq, int limit);

    /**
     * Compare-and-set of each row by itself. One that becomes {@link Sealed.Burned} loses its content and its key in
     * the same step, one that {@link Sealed.Burned#isOver} goes altogether. A lease ends.
     *
     * @return the keys that were changed, or gone where they were to go; the others have moved on
     */
    Uni<Set<SealedKey>> change(Collection<Change> changes);

    /** Leases what is due, the oldest first: nobody else gets it until then. */
    Uni<List<Row>> lease(Instant dueBy, Instant now, Duration leasedFor, int limit);

    /** Rows whose content's key is wrapped by one of these keys of the day; with their contents. */
    Uni<List<Row>> wrappedBy(Collection<String> keyIds, int limit);

    /** Wraps anew what is still at that version; the content stays. */
    Uni<Void> rewrap(Row row, Secret secret);
}
