package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an account, on {@link Topics#ACCOUNT_EVENTS} under the account's id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AccountEvent.ProfileChanged.class, name = "profile-changed"),
    @JsonSubTypes.Type(value = AccountEvent.SessionEnded.class, name = "session-ended"),
    @JsonSubTypes.Type(value = AccountEvent.AccountErased.class, name = "account-erased")
})
public sealed interface AccountEvent {
    UUID accountId();

    /**
     * The account is new, or its public profile or QR code is another.
     *
     * @param qrCode makes who shows it a contact; one that isn't the account's latest is dead. Known to services alone
     * @param version grows with each
     */
    record ProfileChanged(
            UUID accountId, Profile profile, @Nullable String qrCode, long version) implements AccountEvent {}

    /** Its tokens are dead and its streams close. */
    record SessionEnded(UUID accountId, UUID sessionId) implements AccountEvent {}

    /**
     * Every service forgets what it keeps of the account, and reports to auth-service when it has. The last event of an
     * account, after those of its sessions; {@code version} is above that of every profile.
     */
    record AccountErased(UUID accountId, long version) implements AccountEvent {}
}
