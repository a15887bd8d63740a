package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.GroupRole;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Documents to records and back. */
final class MongoDocuments {
    private MongoDocuments() {}

    /** The conversation's UUID and then the seq, big-endian: its order is the order of history. */
    static Binary messageKey(UUID conversationId, long seq) {
        return new Binary(ByteBuffer.allocate(24)
                .putLong(conversationId.getMostSignificantBits())
                .putLong(conversationId.getLeastSignificantBits())
                .putLong(seq)
                .array());
    }

    /** Dots and dashes have a meaning in paths, so a member's field is the bare hex of its id. */
    static String memberField(UUID accountId) {
        return "members." + hex(accountId);
    }

    static Document message(Message message) {
        return new Document("_id", messageKey(message.conversationId(), message.seq()))
                .append("conversationId", message.conversationId())
                .append("seq", message.seq())
                .append("rev", message.rev())
                .append("id", message.id())
                .append("senderId", message.senderId())
                .append("sentAt", Date.from(message.sentAt()))
                .append("content", json(message.content()))
                .append("replyTo", message.replyTo())
                .append("mentions", message.mentions())
                .append("state", message.state().name());
    }

    static Message message(Document document) {
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
                List.of(),
                Message.State.valueOf(document.getString("state")));
    }

    static Conversation.Row row(Document document) {
        return new Conversation.Row(
                document.get("_id", UUID.class),
                Conversation.Kind.valueOf(document.getString("kind")),
                document.get("groupId", UUID.class),
                document.getString("name"),
                document.getBoolean("writable"),
                document.getInteger("timerSeconds"),
                document.getLong("version"),
                document.getLong("headSeq"),
                document.getLong("rev"),
                instant(document, "updatedAt"));
    }

    static Conversation conversation(Document document) {
        Document members = document.get("members", new Document());
        return new Conversation(
                row(document),
                members.values().stream().map(m -> member((Document) m)).toList());
    }

    static @Nullable Member member(Document conversation, UUID accountId) {
        Document member = conversation.get("members", new Document()).get(hex(accountId), Document.class);
        return member == null ? null : member(member);
    }

    static Document member(Member member) {
        Instant until = member.mutedUntil();
        return new Document("accountId", member.accountId())
                .append("role", member.role().name())
                .append("mutedUntil", until == null ? null : Date.from(until))
                .append("fromSeq", member.fromSeq())
                .append("toSeq", member.toSeq())
                .append("readSeq", member.readSeq())
                .append("receivedSeq", member.receivedSeq());
    }

    private static Member member(Document document) {
        Date until = document.getDate("mutedUntil");
        return new Member(
                document.get("accountId", UUID.class),
                GroupRole.valueOf(document.getString("role")),
                until == null ? null : until.toInstant(),
                document.getLong("fromSeq"),
                document.getLong("toSeq"),
                document.getLong("readSeq"),
                document.getLong("receivedSeq"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static @Nullable String json(@Nullable Content content) {
        return content == null ? null : new String(Json.bytes(content), StandardCharsets.UTF_8);
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
