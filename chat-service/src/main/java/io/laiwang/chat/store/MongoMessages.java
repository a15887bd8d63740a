package io.laiwang.chat.store;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.laiwang.chat.message.Reactions;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.message.Terms;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Messages as documents and back. */
public final class MongoMessages {
    /** The {@code speaker} of what the server says, and of what is there no more: it is nobody's to read. */
    static final UUID NOBODY = new UUID(0, 0);

    private MongoMessages() {}

    /** The conversation's UUID and then the seq, big-endian: its order is the order of history. */
    public static Binary key(UUID conversationId, long seq) {
        return new Binary(ByteBuffer.allocate(24)
                .putLong(conversationId.getMostSignificantBits())
                .putLong(conversationId.getLeastSignificantBits())
                .putLong(seq)
                .array());
    }

    static Document document(StoredMessage stored) {
        Message message = stored.message();
        Document document = new Document("_id", key(message.conversationId(), message.seq()))
                .append("conversationId", message.conversationId())
                .append("seq", message.seq())
                .append("rev", message.rev())
                .append("sentRev", stored.sentRev())
                .append("id", message.id())
                .append("senderId", message.senderId())
                .append("sentAt", Date.from(message.sentAt()))
                .append("content", json(message.content()))
                .append("replyTo", message.replyTo())
                .append("speaker", speaker(stored))
                .append("state", message.state().name());
        if (!message.mentions().isEmpty()) {
            document.append("mentions", message.mentions());
        }
        List<Long> terms = Terms.of(stored);
        return terms.isEmpty() ? document : document.append("terms", terms);
    }

    /** Its sender as long as others have it to read. */
    private static UUID speaker(StoredMessage stored) {
        UUID sender = stored.message().senderId();
        return stored.isLive() && sender != null ? sender : NOBODY;
    }

    /** All that can become another after a message is sent. */
    static Bson changes(StoredMessage stored) {
        Message message = stored.message();
        List<Long> terms = Terms.of(stored);
        return Updates.combine(
                terms.isEmpty() ? Updates.unset("terms") : Updates.set("terms", terms),
                Updates.set("rev", message.rev()),
                Updates.set("content", json(message.content())),
                Updates.set("replyTo", message.replyTo()),
                Updates.set("speaker", speaker(stored)),
                message.mentions().isEmpty() ? Updates.unset("mentions") : Updates.set("mentions", message.mentions()),
                Updates.set("editedAt", date(message.editedAt())),
                Updates.set("state", message.state().name()),
                Updates.set("withdrawn", stored.withdrawn()),
                Updates.set(
                        "reactions",
                        stored.reactions().kinds().stream()
                                .map(kind -> new Document("emoji", kind.emoji()).append("by", kind.by()))
                                .toList()));
    }

    /** Of reactions only their number and whether one is the reader's own leave the store. */
    static Bson seenBy(UUID reader) {
        Document kind = new Document("emoji", "$$kind.emoji")
                .append("count", new Document("$size", "$$kind.by"))
                .append("mine", new Document("$in", List.of(reader, "$$kind.by")));
        Document all = new Document("input", new Document("$ifNull", List.of("$reactions", List.of())))
                .append("as", "kind")
                .append("in", kind);
        return Projections.fields(
                Projections.include(
                        "conversationId",
                        "seq",
                        "rev",
                        "id",
                        "senderId",
                        "sentAt",
                        "content",
                        "replyTo",
                        "mentions",
                        "editedAt",
                        "state"),
                Projections.computed("reactions", new Document("$map", all)));
    }

    static Message seen(Document document) {
        return message(
                document,
                document.getList("reactions", Document.class).stream()
                        .map(kind -> new Message.Reaction(
                                kind.getString("emoji"), kind.getInteger("count"), kind.getBoolean("mine")))
                        .toList());
    }

    static StoredMessage stored(Document document) {
        List<Reactions.Kind> kinds = document.getList("reactions", Document.class, List.of()).stream()
                .map(kind -> new Reactions.Kind(kind.getString("emoji"), kind.getList("by", UUID.class)))
                .toList();
        Long sentRev = document.getLong("sentRev");
        return new StoredMessage(
                message(document, List.of()),
                sentRev == null ? document.getLong("rev") : sentRev,
                new Reactions(kinds),
                document.get("withdrawn", UUID.class));
    }

    private static Message message(Document document, List<Message.Reaction> reactions) {
        String content = document.getString("content");
        Date editedAt = document.getDate("editedAt");
        return new Message(
                document.get("conversationId", UUID.class),
                document.getLong("seq"),
                document.getLong("rev"),
                document.get("id", UUID.class),
                document.get("senderId", UUID.class),
                document.getDate("sentAt").toInstant(),
                content == null ? null : Json.read(content.getBytes(StandardCharsets.UTF_8), Content.class),
                document.getLong("replyTo"),
                document.getList("mentions", String.class, List.of()),
                editedAt == null ? null : editedAt.toInstant(),
                reactions,
                Message.State.valueOf(document.getString("state")));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable String json(@Nullable Content content) {
        return content == null ? null : new String(Json.bytes(content), StandardCharsets.UTF_8);
    }
}
