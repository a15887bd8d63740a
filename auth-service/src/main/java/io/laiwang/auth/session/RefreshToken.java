package io.laiwang.auth.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code refresh_token}, found by the SHA-256 of the token. */
@Entity
@Table(name = "refresh_token")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class RefreshToken {
    @Id
    byte[] hash;

    @Column(name = "session_id")
    UUID sessionId;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "used_at")
    @Nullable
    Instant usedAt;

    byte @Nullable [] successor;

    protected RefreshToken() {}

    RefreshToken(byte[] hash, UUID sessionId, Instant expiresAt) {
        this.hash = hash;
        this.sessionId = sessionId;
        this.expiresAt = expiresAt;
    }
}
