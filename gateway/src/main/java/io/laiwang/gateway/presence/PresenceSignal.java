package io.laiwang.gateway.presence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What gateways tell each other, under the key of the gateway that tells it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PresenceSignal.Here.class, name = "here"),
    @JsonSubTypes.Type(value = PresenceSignal.Gone.class, name = "gone"),
    @JsonSubTypes.Type(value = PresenceSignal.Who.class, name = "who")
})
@RegisterForReflection
sealed interface PresenceSignal {
    /** These have streams here; said when they come, and again and again while they stay. */
    record Here(List<UUID> accountIds) implements PresenceSignal {}

    /** The last stream of these is closed. */
    record Gone(List<UUID> accountIds, Instant at) implements PresenceSignal {}

    /** A gateway that has just started asks the others to say who is there. */
    record Who() implements PresenceSignal {}
}
