package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** What happened to a medium, on {@link Topics#MEDIA_EVENTS} under the medium's id. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MediaEvent.Shared.class, name = "shared"),
    @JsonSubTypes.Type(value = MediaEvent.Withdrawn.class, name = "withdrawn")
})
public sealed interface MediaEvent {
    UUID mediaId();

    /** A message brought it to a conversation: who may read that seq may read the medium. */
    record Shared(UUID mediaId, UUID conversationId, long seq) implements MediaEvent {}

    /** That message was recalled: it lets nobody read the medium any more. */
    record Withdrawn(UUID mediaId, UUID conversationId, long seq) implements MediaEvent {}
}
