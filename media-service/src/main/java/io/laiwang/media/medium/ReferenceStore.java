package io.laiwang.media.medium;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What refers to media: messages, and all else that keeps one from being erased. */
public interface ReferenceStore {
    /** Idempotent: the same share twice is one, and one that was withdrawn stays so. */
    Uni<Void> share(UUID mediaId, Share share);

    /** The message was recalled. Idempotent, whether its sharing was seen or not. */
    Uni<Void> withdraw(UUID mediaId, Share share);

    /** Those that aren't withdrawn, the newest 100. */
    Uni<List<Share>> shares(UUID mediaId);

    /** In place of what it referred to before. @return that one */
    Uni<Optional<UUID>> refer(Kind kind, UUID referrer, UUID mediaId);

    /** @return what it referred to */
    Uni<Optional<UUID>> release(Kind kind, UUID referrer);

    /** What it refers to. */
    Uni<Optional<UUID>> referred(Kind kind, UUID referrer);

    Uni<Boolean> isReferred(Kind kind, UUID mediaId);

    /** By a share or anything else. */
    Uni<Boolean> isReferred(UUID mediaId);

    /** The same, but by that referrer. */
    Uni<Boolean> isReferredBeside(UUID mediaId, UUID referrer);

    /** By its name in the store. */
    enum Kind {
        /** Of an account or a group, which is the referrer: readable to everyone. */
        AVATAR,
        /** Of a message that disappears, which is the referrer. */
        SEALED,
        /** Of a doodle, which is the referrer. */
        BACKGROUND
    }
}
