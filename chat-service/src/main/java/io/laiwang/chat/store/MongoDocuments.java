package io.laiwang.chat.store;

import com.mongodb.client.model.Projections;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.store.HistoryStore.Seat;
import io.laiwang.contracts.GroupRole;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
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
        Member.Left left = member.left();
        return new Document("accountId", member.accountId())
                .append("role", member.role().name())
                .append("mutedUntil", until == null ? null : Date.from(until))
                .append("fromSeq", member.fromSeq())
                .append("toSeq", member.toSeq())
                .append("leftRev", left == null ? null : left.rev())
                .append("leftAt", left == null ? null : Date.from(left.at()))
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
                left(document),
                document.getLong("readSeq"),
                document.getLong("receivedSeq"),
                new Member.Settings(document.getBoolean("pinned", false), document.getBoolean("muted", false)));
    }

    /** Of up to 500 members only the one that is asked for. */
    static Bson seenBy(UUID accountId) {
        return Projections.include(
                "kind",
                "groupId",
                "name",
                "writable",
                "timerSeconds",
                "version",
                "headSeq",
                "rev",
                "headRev",
                "updatedAt",
                "changedAt",
                memberField(accountId));
    }

    static Seat seat(Document conversation, UUID accountId) {
        return new Seat(row(conversation), Objects.requireNonNull(member(conversation, accountId)));
    }

    /** Whether the account's line of the list is another than it was then. */
    static boolean hasChanged(Document conversation, UUID accountId, Instant since) {
        Document member = conversation.get("members", Document.class).get(hex(accountId), Document.class);
        boolean own = isSince(member.getDate("changedAt"), since);
        return own || (member.get("toSeq") == null && isSince(conversation.getDate("changedAt"), since));
    }

    private static boolean isSince(@Nullable Date changedAt, Instant since) {
        return changedAt != null && !changedAt.toInstant().isBefore(since);
    }

    private static Member.@Nullable Left left(Document member) {
        Long seq = member.getLong("toSeq");
        return seq == null ? null : new Member.Left(seq, member.getLong("leftRev"), instant(member, "leftAt"));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
