package io.laiwang.group.group;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group as its members see it. */
@RegisterForReflection
public record Group(
        UUID id,
        UUID conversationId,
        String name,
        @Nullable String announcement,
        @Nullable UUID avatarMediaId,
        UUID ownerId,
        int memberCount,
        String joinPolicy,
        boolean membersMayInvite,
        Instant createdAt) {
    public static Group of(GroupRow row) {
        return new Group(
                row.id,
                row.conversationId,
                row.name,
                row.announcement,
                row.avatarMediaId,
                row.ownerId,
                row.memberCount,
                row.joinPolicy.name().toLowerCase(Locale.ROOT),
                row.membersMayInvite,
                row.createdAt);
    }
}
