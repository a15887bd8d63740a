package io.laiwang.chat.store;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.contracts.GroupRole;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Conversations as documents and back. */
final class MongoDocuments {
    private MongoDocuments() {}

    /** Dots and dashes have a meaning in paths, so a member's field is the bare hex of its id. */
    static String memberField(UUID accountId) {
        return "members." + hex(accountId);
    }

    static Conversation.Row row(Document document) {
        Long headRev = document.getLong("headRev");
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
                headRev == null ? document.getLong("rev") : headRev,
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
                .append("receivedSeq", member.receivedSeq())
                .append("pinned", member.settings().pinned())
                .append("muted", member.settings().muted());
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
                document.getLong("receivedSeq"),
                new Member.Settings(document.getBoolean("pinned", false), document.getBoolean("muted", false)));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
