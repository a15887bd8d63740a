package io.laiwang.group.member;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code join_request}: somebody waits to be let into a group. */
@Entity
@Table(name = "join_request")
@IdClass(JoinRequestRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class JoinRequestRow {
    public record Key(UUID groupId, UUID accountId) implements Serializable {}

    @Id
    @Column(name = "group_id")
    UUID groupId;

    @Id
    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "invited_by")
    @Nullable
    UUID invitedBy;

    @Column(name = "created_at")
    Instant createdAt;

    protected JoinRequestRow() {}

    JoinRequestRow(UUID groupId, UUID accountId, @Nullable UUID invitedBy, Instant createdAt) {
        this.groupId = groupId;
        this.accountId = accountId;
        this.invitedBy = invitedBy;
        this.createdAt = createdAt;
    }
}
