package io.laiwang.media.use;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** One use a medium. */
interface UseStore {
    /** The first one stays, but its message may seal it; gives what is there after it, atomically. */
    Uni<Use> take(Use wanted);

    Uni<Optional<Use>> find(UUID mediumId);

    /** Of a medium that is sealed in that conversation: the use that was. */
    Uni<Optional<Use>> unseal(UUID mediumId, UUID conversationId);

    Uni<Void> end(UUID mediumId);
}
