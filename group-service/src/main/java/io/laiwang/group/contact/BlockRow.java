package io.laiwang.group.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code block}: the owner wants nothing of the account. */
@Entity
@Table(name = "block")
@IdClass(BlockRow.Key.class)
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class BlockRow {
    public record Key(UUID ownerId, UUID accountId) implements Serializable {}

    @Id
    @Column(name = "owner_id")
    UUID ownerId;

    @Id
    @Column(name = "account_id")
    UUID accountId;

    Instant since;

    protected BlockRow() {}

    BlockRow(UUID ownerId, UUID accountId, Instant since) {
        this.ownerId = ownerId;
        this.accountId = accountId;
        this.since = since;
    }
}
