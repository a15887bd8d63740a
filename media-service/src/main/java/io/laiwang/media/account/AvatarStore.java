package io.laiwang.media.account;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The latest avatar of each account. */
public interface AvatarStore {
    /** By version: what is older than what is known changes nothing. @return whether this is the latest */
    Uni<Boolean> set(UUID accountId, @Nullable UUID mediaId, long version);

    Uni<Void> forget(UUID accountId);
}
