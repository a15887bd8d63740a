package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody asks somebody to be contacts. */
public record ContactRequest(
        UUID id, Profile from, Profile to, @Nullable String message, State state, Instant createdAt) {

    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("declined")
        DECLINED
    }
}
