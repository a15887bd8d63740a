package io.laiwang.group.contact;

import io.laiwang.contracts.Contact;
import io.laiwang.contracts.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code contact}: somebody as somebody else's contact. */
@Entity
@Table(name = "contact")
@IdClass(ContactRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class ContactRow {
    public record Key(UUID ownerId, UUID accountId) implements Serializable {}

    @Id
    @Column(name = "owner_id")
    UUID ownerId;

    @Id
    @Column(name = "account_id")
    UUID accountId;

    @Nullable
    String alias;

    @Column(name = "conversation_id")
    UUID conversationId;

    Instant since;

    protected ContactRow() {}

    ContactRow(UUID ownerId, UUID accountId, UUID conversationId, Instant since) {
        this.ownerId = ownerId;
        this.accountId = accountId;
        this.conversationId = conversationId;
        this.since = since;
    }

    Contact toContact(Profile account) {
        return new Contact(account, alias, conversationId, since);
    }
}
