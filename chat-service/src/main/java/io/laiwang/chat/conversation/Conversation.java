package io.laiwang.chat.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a conversation as the sequencer holds it: what the store has, and on top of it what the batch in hand
 * has changed. Used by one thread at a time; thrown away and loaded again when a write fails.
 */
public final class Conversation {
    public enum Kind {
        DIRECT,
        GROUP
    }

    /** What lies in the row, members aside. */
    public record Row(
            UUID id,
            Kind kind,
            @Nullable UUID groupId,
            @Nullable String name,
            boolean writable,
            int timerSeconds,
            long version,
            long headSeq,
            long rev,
            Instant updatedAt) {}

    private Row row;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Set<UUID> changed = new LinkedHashSet<>();
    private long storedVersion;
    private int storedTimer;

    public Conversation(Row row, Collection<Member> members) {
        this.row = row;
        this.storedVersion = row.version();
        this.storedTimer = row.timerSeconds();
        members.forEach(member -> this.members.put(member.accountId(), member));
    }

    static Conversation create(UUID id, Kind kind, @Nullable UUID groupId, @Nullable String name) {
        return new Conversation(new Row(id, kind, groupId, name, true, 0, 0, 0, 0, Instant.EPOCH), List.of());
    }

    public Row row() {
        return row;
    }

    public UUID id() {
        return row.id();
    }

    public long rev() {
        return row.rev();
    }

    public @Nullable Member member(UUID accountId) {
        return members.get(accountId);
    }

    public boolean isDirect() {
        return row.kind() == Kind.DIRECT;
    }

    public List<UUID> activeMembers() {
        return members.values().stream()
                .filter(Member::isActive)
                .map(Member::accountId)
                .toList();
    }

    /** Those who may read a message, also such as have left since. */
    List<UUID> readers(long seq) {
        return members.values().stream()
                .filter(member -> member.mayRead(seq))
                .map(Member::accountId)
                .toList();
    }

    /** Members that differ from what the store has. */
    public List<Member> changedMembers() {
        return members.values().stream()
                .filter(member -> changed.contains(member.accountId()))
                .toList();
    }

    /** Whether more has changed than marks and heads that only grow. */
    public boolean isMembershipChanged() {
        return row.version() != storedVersion || row.timerSeconds() != storedTimer;
    }

    /** The store has it all now. */
    public void stored() {
        changed.clear();
        storedVersion = row.version();
        storedTimer = row.timerSeconds();
    }

    void put(Member member) {
        members.put(member.accountId(), member);
        changed.add(member.accountId());
    }

    long nextSeq() {
        return row.headSeq() + 1;
    }

    /** Every change passes here: it moves the fence. */
    void advance(long rev, Instant at, long headSeq) {
        row = new Row(
                row.id(),
                row.kind(),
                row.groupId(),
                row.name(),
                row.writable(),
                row.timerSeconds(),
                row.version(),
                headSeq,
                rev,
                at);
    }

    /** Nobody writes any more. */
    public void close(long rev, Instant at, long version) {
        membership(version, false, row.name());
        advance(rev, at, row.headSeq());
    }

    void timer(int seconds) {
        row = new Row(
                row.id(),
                row.kind(),
                row.groupId(),
                row.name(),
                row.writable(),
                seconds,
                row.version(),
                row.headSeq(),
                row.rev(),
                row.updatedAt());
    }

    void membership(long version, boolean writable, @Nullable String name) {
        row = new Row(
                row.id(),
                row.kind(),
                row.groupId(),
                name,
                writable,
                row.timerSeconds(),
                version,
                row.headSeq(),
                row.rev(),
                row.updatedAt());
    }
}
