package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The records of media. One is {@code incoming} while its bytes come, {@code kept}, and {@code gone} while they are
 * erased; whatever breaks off in between is found again by its due time.
 */
public interface MediaStore {
    /** An incoming one, which counts as used from now on. */
    Uni<Void> reserve(Medium medium, Instant due);

    /** @return whether it was still incoming, and is kept now */
    Uni<Boolean> keep(Medium medium, Instant due);

    /** A kept one. */
    Uni<Optional<Medium>> find(UUID id);

    /** Those of an account after an id, ascending; kept ones. */
    Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit);

    /** Bytes of all that an account has, incoming ones too. Sees every reservation that was answered before. */
    Uni<Long> used(UUID ownerId);

    /** Puts a due time that is earlier off to this one. */
    Uni<Void> postpone(UUID id, Instant due);

    /** Sets the due time, or takes it away. */
    Uni<Void> setDue(UUID id, Optional<Instant> due);

    /** Up to {@code limit} ids that are due, the oldest first. */
    Uni<List<Due>> due(Instant now, int limit);

    /** Makes it gone and due at once, whatever refers to it. @return whether it was there */
    Uni<Boolean> bury(UUID id, Instant now);

    /** The same, if it is due still. */
    Uni<Boolean> buryDue(UUID id, Instant now);

    /** Everything of an account. */
    Uni<Void> buryAllOf(UUID ownerId, Instant now);

    /** Forgets the record. Idempotent. */
    Uni<Void> delete(UUID id);

    /** Whether the holder has the lease now: nobody else had it, or it has run out. */
    Uni<Boolean> lease(String name, UUID holder, Instant now, Instant until);

    /** @param kept a reference may keep it; otherwise it is to be erased whatever refers to it */
    record Due(UUID id, boolean kept) {}
}
