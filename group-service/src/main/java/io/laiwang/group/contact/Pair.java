package io.laiwang.group.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code pair}: two people, contacts or not. Locked by whatever changes what is between them. */
@Entity
@Table(name = "pair")
@IdClass(Pair.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class Pair {
    /** The smaller id first, compared as PostgreSQL does it. */
    public record Key(UUID firstId, UUID secondId) implements Serializable {
        static Key of(UUID a, UUID b) {
            return a.toString().compareTo(b.toString()) < 0 ? new Key(a, b) : new Key(b, a);
        }
    }

    @Id
    @Column(name = "first_id")
    UUID firstId;

    @Id
    @Column(name = "second_id")
    UUID secondId;

    @Column(name = "conversation_id")
    UUID conversationId;

    long version;

    @Column(name = "contacts_since")
    @Nullable
    Instant contactsSince;

    protected Pair() {}

    UUID other(UUID one) {
        return one.equals(firstId) ? secondId : firstId;
    }

    boolean areContacts() {
        return contactsSince != null;
    }
}
