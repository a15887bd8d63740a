package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The records of media and of where they were shared. */
public interface MediaStore {
    Uni<Void> add(Medium medium);

    Uni<Optional<Medium>> find(UUID id);

    Uni<Void> delete(UUID id);

    /** Those of an account after an id, ascending. */
    Uni<List<Medium>> owned(UUID ownerId, UUID after, int limit);

    /** Idempotent: the same share twice is one. */
    Uni<Void> share(UUID mediaId, Share share);

    /** The newest 100. */
    Uni<List<Share>> shares(UUID mediaId);
}
