package io.laiwang.chat.conversation;

import io.laiwang.contracts.ProblemCode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
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

    /**
     * What lies in the row, members aside.
     *
     * @param rev of the last command that changed anything: the fence
     * @param headRev of the last one that readers see by more than a mark
     * @param updatedAt when the last message came or the conversation itself became another
     */
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
            long headRev,
            Instant updatedAt) {}

    private Row row;
    private final Map<UUID, Member> members = new LinkedHashMap<>();
    private final Set<UUID> changed = new LinkedHashSet<>();
    private final Set<UUID> news = new HashSet<>();
    private long storedVersion;
    private int storedTimer;
    private long storedHeadRev;
    private boolean settingsChanged;

    public Conversation(Row row, Collection<Member> members) {
        this.row = row;
        this.storedVersion = row.version();
        this.storedTimer = row.timerSeconds();
        this.storedHeadRev = row.headRev();
        members.forEach(member -> this.members.put(member.accountId(), member));
    }

    static Conversation create(UUID id, Kind kind, @Nullable UUID groupId, @Nullable String name) {
        return new Conversation(new Row(id, kind, groupId, name, true, 0, 0, 0, 0, 0, Instant.EPOCH), List.of());
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

    /** Also those who have left. */
    public List<Member> members() {
        return List.copyOf(members.values());
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

    /** Whether the lists of all members are others now. */
    public boolean hasNews() {
        return row.headRev() != storedHeadRev;
    }

    /** Whether this one's list is another, because of its own doing or because it has left. */
    public boolean hasNewsFor(Member member) {
        return news.contains(member.accountId());
    }

    /** Whether more has changed than marks and heads that only grow. */
    public boolean isMoreThanGrown() {
        return row.version() != storedVersion || row.timerSeconds() != storedTimer || settingsChanged;
    }

    /** The store has it all now. */
    public void stored() {
        changed.clear();
        news.clear();
        storedVersion = row.version();
        storedTimer = row.timerSeconds();
        storedHeadRev = row.headRev();
        settingsChanged = false;
    }

    /** Why nobody writes here now, if so. */
    @Nullable
    Outcome closed() {
        if (row.writable()) {
            return null;
        }
        return Outcome.refuse(isDirect() ? ProblemCode.NOT_CONTACTS : ProblemCode.CONVERSATION_CLOSED);
    }

    void put(Member member) {
        members.put(member.accountId(), member);
        changed.add(member.accountId());
        news.add(member.accountId());
    }

    long nextSeq() {
        return row.headSeq() + 1;
    }

    /** A new message, or another state of the conversation. */
    void advance(long rev, Instant at, long headSeq) {
        move(rev, rev, at, headSeq);
    }

    /** A message is another; those who have left and may still read it are told by their own line of the list. */
    void alter(long rev, long seq) {
        move(rev, rev, row.updatedAt(), row.headSeq());
        members.values().stream()
                .filter(member -> !member.isActive() && member.mayRead(seq))
                .toList()
                .forEach(member -> put(member.sees(rev)));
    }

    /** A mark that no list shows. */
    void received(long rev, Member member) {
        move(rev, row.headRev(), row.updatedAt(), row.headSeq());
        members.put(member.accountId(), member);
        changed.add(member.accountId());
    }

    /** A mark that its own list shows. */
    void read(long rev, Member member) {
        move(rev, row.headRev(), row.updatedAt(), row.headSeq());
        put(member);
    }

    void settle(long rev, Member member) {
        read(rev, member);
        settingsChanged = true;
    }

    /** Every change passes here: it moves the fence. */
    private void move(long rev, long headRev, Instant at, long headSeq) {
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
                headRev,
                at);
    }

    /** Nobody writes any more. */
    public void close(long rev, Instant at, long version) {
        membership(Math.max(version, row.version()), false, row.name());
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
                row.headRev(),
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
                row.headRev(),
                row.updatedAt());
    }
}
