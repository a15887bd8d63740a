package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** What happened to an account, on {@link Topics#ACCOUNT_EVENTS} under the account's id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AccountEvent.ProfileChanged.class, name = "profile-changed"),
    @JsonSubTypes.Type(value = AccountEvent.SessionEnded.class, name = "session-ended")
})
public sealed interface AccountEvent {
    UUID accountId();

    /** The account is new, or its public profile is another; {@code version} grows with each. */
    record ProfileChanged(UUID accountId, Profile profile, long version) implements AccountEvent {}

    /** Its tokens are dead and its streams close. */
    record SessionEnded(UUID accountId, UUID sessionId) implements AccountEvent {}
}
