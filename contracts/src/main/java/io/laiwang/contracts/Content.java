package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a message carries. Clients send all but {@link SystemEvent} and {@link Sealed}, which the server writes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Content.Voice.class, name = "voice"),
    @JsonSubTypes.Type(value = Content.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Content.File.class, name = "file"),
    @JsonSubTypes.Type(value = Content.Doodle.class, name = "doodle"),
    @JsonSubTypes.Type(value = Content.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Content.Contact.class, name = "contact"),
    @JsonSubTypes.Type(value = Content.Sealed.class, name = "sealed"),
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
            case Doodle doodle -> doodle.doodleId();
            case Card card -> card.imageMediaId();
            case Text _, Contact _, SystemEvent _, Sealed _ -> null;
        };
    }

    record Text(String text) implements Content {}

    record Image(UUID mediaId) implements Content {}

    record Voice(UUID mediaId, long durationMs) implements Content {}

    record Video(UUID mediaId) implements Content {}

    record File(UUID mediaId, String name) implements Content {}

    record Doodle(UUID doodleId) implements Content {}

    record Card(
            String title,
            String url,
            @Nullable UUID imageMediaId,
            @Nullable String price) implements Content {}

    record Contact(UUID accountId) implements Content {}

    /** Burn after reading: an account has so many seconds from its first opening on. */
    record Burn(int afterOpenSeconds) {}

    /**
     * The envelope of a disappearing message; what is in it is kept apart and never on the log.
     *
     * @param kind the type of the content inside
     * @param burn none when the conversation's timer alone ends it
     * @param expiresAt when the content goes at the latest; set by the sequencer
     * @param openedBy who has opened it, for its sender alone
     */
    record Sealed(
            String kind,
            @Nullable Burn burn,
            @Nullable Instant expiresAt,
            @Nullable List<UUID> openedBy) implements Content {
        public static Sealed of(String kind, @Nullable Burn burn) {
            return new Sealed(kind, burn, null, null);
        }

        public Sealed until(Instant expiry) {
            return new Sealed(kind, burn, expiry, openedBy);
        }

        public Sealed openedBy(List<UUID> accounts) {
            return new Sealed(kind, burn, expiresAt, accounts);
        }
    }

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
