package io.laiwang.media.account;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which media are somebody's avatar; one an account. */
public interface AvatarStore {
    /** By version: what is older than what is known changes nothing. */
    Uni<Void> set(UUID accountId, @Nullable UUID mediaId, long version);

    Uni<Boolean> isAvatar(UUID mediaId);

    Uni<Void> forget(UUID accountId);
}
