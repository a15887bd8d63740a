package io.laiwang.auth.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code account}. {@code version} numbers what is told of it on account-events. One that was erased keeps its
 * id and its handle, so that nobody gets the handle again.
 */
@Entity
@Table(name = "account")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class Account {
    @Id
    UUID id;

    String handle;

    @Column(name = "display_name")
    String displayName;

    @Nullable
    String bio;

    @Column(name = "avatar_media_id")
    @Nullable
    UUID avatarMediaId;

    @Column(name = "qr_code")
    @Nullable
    String qrCode;

    @Column(name = "password_hash")
    String passwordHash;

    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "erased_at")
    @Nullable
    Instant erasedAt;

    protected Account() {}

    Account(UUID id, String handle, String displayName, String passwordHash, Instant createdAt) {
        this.id = id;
        this.handle = handle;
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.version = 1;
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public String handle() {
        return handle;
    }

    public String passwordHash() {
        return passwordHash;
    }

    /** Whether the password that was checked against {@code hash} still is the account's. */
    public boolean stillHas(String hash) {
        return erasedAt == null && passwordHash.equals(hash);
    }

    public void changePassword(String hash) {
        passwordHash = hash;
    }

    /** Leaves nothing but id and handle; an empty hash is nobody's. */
    public AccountEvent.AccountErased erase(Instant now) {
        displayName = "";
        bio = null;
        avatarMediaId = null;
        qrCode = null;
        passwordHash = "";
        erasedAt = now;
        return new AccountEvent.AccountErased(id, ++version);
    }

    Profile profile() {
        return new Profile(id, handle, displayName, avatarMediaId);
    }

    /** What was told of it last, sessions aside. */
    AccountEvent lastEvent() {
        return erasedAt == null ? asEvent() : new AccountEvent.AccountErased(id, version);
    }

    AccountEvent.ProfileChanged asEvent() {
        return new AccountEvent.ProfileChanged(id, profile(), qrCode, version);
    }
}
