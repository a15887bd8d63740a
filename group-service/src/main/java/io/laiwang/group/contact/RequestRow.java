package io.laiwang.group.contact;

import io.laiwang.contracts.ContactRequest;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code contact_request}. */
@Entity
@Table(name = "contact_request")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class RequestRow {
    @Id
    UUID id;

    @Column(name = "from_id")
    UUID fromId;

    @Column(name = "to_id")
    UUID toId;

    @Nullable
    String message;

    @Enumerated(EnumType.STRING)
    ContactRequest.State state;

    /** Its addressee doesn't see it: there is a block between them, or was one when it was asked. */
    boolean hidden;

    @Column(name = "created_at")
    Instant createdAt;

    protected RequestRow() {}

    RequestRow(UUID fromId, UUID toId, @Nullable String message, Instant createdAt) {
        this.id = UuidV7.random();
        this.fromId = fromId;
        this.toId = toId;
        this.message = message;
        this.state = ContactRequest.State.PENDING;
        this.createdAt = createdAt;
    }

    boolean isPending() {
        return state == ContactRequest.State.PENDING;
    }

    ContactRequest toRequest(Map<UUID, Profile> profiles) {
        return new ContactRequest(
                id,
                Objects.requireNonNull(profiles.get(fromId)),
                Objects.requireNonNull(profiles.get(toId)),
                message,
                state,
                createdAt);
    }
}
