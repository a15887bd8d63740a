package io.laiwang.group.group;

import io.laiwang.contracts.GroupRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code group_member}. */
@Entity
@Table(name = "group_member")
@IdClass(MemberRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class MemberRow {
    public record Key(UUID groupId, UUID accountId) implements Serializable {}

    @Id
    @Column(name = "group_id")
    UUID groupId;

    @Id
    @Column(name = "account_id")
    UUID accountId;

    @Enumerated(EnumType.STRING)
    GroupRole role;

    @Nullable
    String nickname;

    @Column(name = "muted_until")
    @Nullable
    Instant mutedUntil;

    @Column(name = "joined_at")
    Instant joinedAt;

    protected MemberRow() {}

    public UUID accountId() {
        return accountId;
    }

    public GroupRole role() {
        return role;
    }

    public @Nullable String nickname() {
        return nickname;
    }

    public void callItself(@Nullable String newNickname) {
        nickname = newNickname;
    }

    public @Nullable Instant mutedUntil() {
        return mutedUntil;
    }

    public Instant joinedAt() {
        return joinedAt;
    }

    MemberRow(UUID groupId, UUID accountId, GroupRole role, Instant joinedAt) {
        this.groupId = groupId;
        this.accountId = accountId;
        this.role = role;
        this.joinedAt = joinedAt;
    }
}
