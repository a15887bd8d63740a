package io.laiwang.auth.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code session}: a device that is signed in, until {@code endedAt}. */
@Entity
@Table(name = "session")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class Session {
    @Id
    UUID id;

    @Column(name = "account_id")
    UUID accountId;

    @Column(name = "device_name")
    String deviceName;

    @Column(name = "device_platform")
    String devicePlatform;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_seen_at")
    Instant lastSeenAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    protected Session() {}

    Session(UUID id, UUID accountId, Device device, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.deviceName = device.name();
        this.devicePlatform = device.platform();
        this.createdAt = now;
        this.lastSeenAt = now;
    }
}
