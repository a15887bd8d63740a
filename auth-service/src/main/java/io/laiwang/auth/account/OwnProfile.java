package io.laiwang.auth.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as it sees itself. */
@RegisterForReflection
public record OwnProfile(
        UUID id,
        String handle,
        String displayName,
        @Nullable String bio,
        @Nullable UUID avatarMediaId,
        Instant createdAt) {
    public static OwnProfile of(Account account) {
        return new OwnProfile(
                account.id, account.handle, account.displayName, account.bio, account.avatarMediaId, account.createdAt);
    }
}
