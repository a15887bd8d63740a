package io.laiwang.group.group;

import io.laiwang.contracts.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code chat_group}; its lock decides every race of its members. */
@Entity
@Table(name = "chat_group")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class GroupRow {
    public enum JoinPolicy {
        OPEN,
        APPROVAL,
        CLOSED
    }

    @Id
    UUID id;

    @Column(name = "conversation_id")
    UUID conversationId;

    String name;

    @Nullable
    String announcement;

    @Column(name = "avatar_media_id")
    @Nullable
    UUID avatarMediaId;

    @Column(name = "avatar_owner_id")
    @Nullable
    UUID avatarOwnerId;

    @Column(name = "owner_id")
    UUID ownerId;

    @Column(name = "member_count")
    int memberCount;

    @Enumerated(EnumType.STRING)
    @Column(name = "join_policy")
    JoinPolicy joinPolicy;

    @Column(name = "members_may_invite")
    boolean membersMayInvite;

    long version;

    @Column(name = "created_at")
    Instant createdAt;

    protected GroupRow() {}

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable UUID avatarMediaId() {
        return avatarMediaId;
    }

    /** Whose picture that is. */
    public @Nullable UUID avatarOwnerId() {
        return avatarOwnerId;
    }

    void show(@Nullable UUID mediaId, UUID mediaOwner) {
        avatarMediaId = mediaId;
        avatarOwnerId = mediaId == null ? null : mediaOwner;
    }

    public int memberCount() {
        return memberCount;
    }

    public JoinPolicy joinPolicy() {
        return joinPolicy;
    }

    public boolean membersMayInvite() {
        return membersMayInvite;
    }

    GroupRow(String name, UUID ownerId, int memberCount, Instant createdAt) {
        this.id = UuidV7.random();
        this.conversationId = UuidV7.random();
        this.name = name;
        this.ownerId = ownerId;
        this.memberCount = memberCount;
        this.joinPolicy = JoinPolicy.OPEN;
        this.version = 1;
        this.createdAt = createdAt;
    }
}
