package io.laiwang.group.directory;

import io.laiwang.contracts.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code profile}: what is known of an account here. */
@Entity
@Table(name = "profile")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
public class ProfileRow {
    @Id
    @Column(name = "account_id")
    UUID accountId;

    String handle;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "avatar_media_id")
    @Nullable
    UUID avatarMediaId;

    @Column(name = "qr_code")
    @Nullable
    String qrCode;

    long version;

    boolean erased;

    protected ProfileRow() {}

    Profile toProfile() {
        return new Profile(accountId, handle, displayName, avatarMediaId);
    }
}
