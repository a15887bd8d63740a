package io.laiwang.group.group;

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

    enum Role {
        OWNER,
        ADMIN,
        MEMBER
    }

    @Id
    @Column(name = "group_id")
    UUID groupId;

    @Id
    @Column(name = "account_id")
    UUID accountId;

    @Enumerated(EnumType.STRING)
    Role role;

    @Nullable
    String nickname;

    @Column(name = "muted_until")
    @Nullable
    Instant mutedUntil;

    @Column(name = "joined_at")
    Instant joinedAt;

    protected MemberRow() {}

    MemberRow(UUID groupId, UUID accountId, Role role, Instant joinedAt) {
        this.groupId = groupId;
        this.accountId = accountId;
        this.role = role;
        this.joinedAt = joinedAt;
    }
}
