package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a message carries. Clients send all but {@link SystemEvent}, which the sequencer alone writes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Content.Voice.class, name = "voice"),
    @JsonSubTypes.Type(value = Content.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Content.File.class, name = "file"),
    @JsonSubTypes.Type(value = Content.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Content.Contact.class, name = "contact"),
    @JsonSubTypes.Type(value = Content.SystemEvent.class, name = "system")
})
public sealed interface Content {
    int MAX_BYTES = 32 * 1024;
    int MAX_TEXT = 8_000;

    /** The medium that a reader of the message may fetch, if it brings one. */
    @JsonIgnore
    default @Nullable UUID medium() {
        return switch (this) {
            case Image image -> image.mediaId();
            case Voice voice -> voice.mediaId();
            case Video video -> video.mediaId();
            case File file -> file.mediaId();
            case Card card -> card.imageMediaId();
            case Text _, Contact _, SystemEvent _ -> null;
        };
    }

    record Text(String text) implements Content {}

    record Image(UUID mediaId) implements Content {}

    record Voice(UUID mediaId, long durationMs) implements Content {}

    record Video(UUID mediaId) implements Content {}

    record File(UUID mediaId, String name) implements Content {}

    record Card(
            String title,
            String url,
            @Nullable UUID imageMediaId,
            @Nullable String price) implements Content {}

    record Contact(UUID accountId) implements Content {}

    /**
     * Something that happened to the conversation itself.
     *
     * @param event {@code group-created}, {@code member-joined}, {@code member-left}, {@code member-muted}, {@code
     *     member-unmuted}, {@code admin-added}, {@code admin-removed}, {@code owner-changed}, {@code renamed}, {@code
     *     announced} or {@code group-closed}
     * @param by who did it
     * @param accountIds whom it happened to
     * @param name the group's name after a {@code group-created} or {@code renamed}
     * @param seconds the new timer of a {@code timer-changed}, or how long a {@code member-muted} is muted
     */
    record SystemEvent(
            String event,
            @Nullable UUID by,
            List<UUID> accountIds,
            @Nullable String name,
            @Nullable Integer seconds) implements Content {}
}
