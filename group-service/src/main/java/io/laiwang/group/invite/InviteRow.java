package io.laiwang.group.invite;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code invite}. */
@Entity
@Table(name = "invite")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class InviteRow {
    @Id
    String code;

    @Column(name = "group_id")
    UUID groupId;

    @Column(name = "created_by")
    UUID createdBy;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "max_uses")
    @Nullable
    Integer maxUses;

    int uses;
    boolean revoked;

    protected InviteRow() {}

    InviteRow(String code, UUID groupId, UUID createdBy, Instant expiresAt, @Nullable Integer maxUses) {
        this.code = code;
        this.groupId = groupId;
        this.createdBy = createdBy;
        this.expiresAt = expiresAt;
        this.maxUses = maxUses;
    }

    /** What its QR code says. */
    String url() {
        return "laiwang:join:" + code;
    }

    boolean isGone(Instant now) {
        return revoked || !now.isBefore(expiresAt) || (maxUses != null && uses >= maxUses);
    }
}
