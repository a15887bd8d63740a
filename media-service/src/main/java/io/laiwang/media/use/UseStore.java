package io.laiwang.media.use;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** One use a medium. */
interface UseStore {
    /** The first one stays, but the same message may change its mind; gives what is there after it, atomically. */
    Uni<Use> take(Use wanted);

    Uni<Optional<Use>> find(UUID mediumId);

    Uni<Void> end(UUID mediumId);
}
