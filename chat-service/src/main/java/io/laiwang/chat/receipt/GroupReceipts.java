package io.laiwang.chat.receipt;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.conversation.Member;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.store.MessageStore.Sender;
import io.laiwang.chat.store.MessageStore.Stretch;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.ServerFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In a group the marks of others come to a sender as counts: of its newest message that a mark has passed, and one frame
 * a conversation each time that {@link #due} is called, whatever the number of members. What another mark has passed
 * waits for the next time, so at last every message has been told about that some mark stands at. Kept in memory alone:
 * what is lost with it is made good by the next mark. Used by one thread at a time.
 */
public final class GroupReceipts {
    private static final int MAX_SENDERS = 10_000;

    /** In which marks moved since the last time: the next mark of one that is left out makes good for it. */
    private static final int MAX_CONVERSATIONS = 1_000;

    /** Of one sender in one conversation that wait; the oldest gives way. */
    private static final int MAX_WAITING = 20;

    /** A mark that jumps further is told to those who sent the last of what it passed. */
    private static final int MAX_STRETCH = 100;

    private final Map<UUID, Marks> moved = new LinkedHashMap<>();
    private final Map<Place, NavigableSet<Long>> waiting = new LinkedHashMap<>();

    private record Place(UUID conversationId, UUID senderId) {
        private static Place of(Sender sender) {
            return new Place(sender.conversationId(), sender.accountId());
        }
    }

    /** @param to where marks stand now */
    private record Marks(long from, NavigableSet<Long> to) {}

    /** A mark of a group has moved. */
    public void note(UUID conversationId, Outcome.Moved mark) {
        if (moved.size() >= MAX_CONVERSATIONS && !moved.containsKey(conversationId)) {
            return;
        }
        Marks marks = moved.computeIfAbsent(conversationId, id -> new Marks(mark.from(), new TreeSet<>()));
        keep(marks.to(), mark.seq());
        moved.put(conversationId, new Marks(Math.min(marks.from(), mark.from()), marks.to()));
    }

    public boolean isEmpty() {
        return moved.isEmpty() && waiting.isEmpty();
    }

    /** What must be known of what marks have passed. */
    public List<Stretch> passed() {
        return moved.entrySet().stream()
                .map(entry -> stretch(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The conversations that frames are due for. */
    public Collection<UUID> conversations() {
        List<UUID> all = new ArrayList<>(moved.keySet());
        waiting.keySet().forEach(place -> all.add(place.conversationId()));
        return all.stream().distinct().toList();
    }

    /**
     * One frame for each sender that there is something to tell.
     *
     * @param senders of what {@link #passed} named
     * @param conversations as they are now; of one that is missing nothing is told
     */
    public List<Delivery> due(Collection<Sender> senders, Function<UUID, @Nullable Conversation> conversations) {
        senders.stream()
                .collect(groupingBy(Place::of, mapping(Sender::seq, toCollection(TreeSet::new))))
                .forEach(this::await);
        moved.clear();
        List<Delivery> due = new ArrayList<>();
        Map<Place, NavigableSet<Long>> left = new LinkedHashMap<>();
        waiting.forEach((place, seqs) -> {
            Conversation conversation = conversations.apply(place.conversationId());
            if (conversation != null) {
                due.add(frame(conversation, place.senderId(), seqs.removeLast()));
                if (!seqs.isEmpty()) {
                    left.put(place, seqs);
                }
            }
        });
        waiting.clear();
        waiting.putAll(left);
        return due;
    }

    public void forget() {
        moved.clear();
        waiting.clear();
    }

    private static Stretch stretch(UUID conversationId, Marks marks) {
        long to = marks.to().last();
        return new Stretch(conversationId, Math.max(marks.from(), to - MAX_STRETCH) + 1, to);
    }

    /** Of what one has sent the newest message below each mark is worth telling about. */
    private void await(Place place, NavigableSet<Long> sent) {
        Marks marks = moved.get(place.conversationId());
        if (marks == null || waiting.size() >= MAX_SENDERS) {
            return;
        }
        NavigableSet<Long> seqs = waiting.computeIfAbsent(place, p -> new TreeSet<>());
        for (long mark : marks.to()) {
            Long newest = sent.floor(mark);
            if (newest != null) {
                keep(seqs, newest);
            }
        }
        if (seqs.isEmpty()) {
            waiting.remove(place);
        }
    }

    private static void keep(NavigableSet<Long> seqs, long seq) {
        seqs.add(seq);
        if (seqs.size() > MAX_WAITING) {
            seqs.removeFirst();
        }
    }

    /** Counts of those who may read the message, also such as have left since: so they never fall. */
    private static Delivery frame(Conversation conversation, UUID senderId, long seq) {
        List<Member> others = conversation.members().stream()
                .filter(member -> !member.accountId().equals(senderId) && member.mayRead(seq))
                .toList();
        int received = (int)
                others.stream().filter(member -> member.receivedSeq() >= seq).count();
        int read =
                (int) others.stream().filter(member -> member.readSeq() >= seq).count();
        return Delivery.frame(
                conversation.id(), List.of(senderId), new ServerFrame.Receipts(conversation.id(), seq, received, read));
    }
}
