package io.laiwang.chat.store;

import static io.laiwang.chat.store.Stored.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.chat.store.HistoryStore.Listed;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is unread and mentioned, whichever server keeps the messages. */
interface CountsContract {
    StoreServer server();

    /** Held against a count of every single message. */
    @Test
    default void countsAreRightAfterWhateverHappens() {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            List<UUID> all = Stream.generate(UUID::randomUUID).limit(4).toList();
            Scribe scribe = Scribe.ofNewGroup(server().messages(), all.getFirst(), all);
            AtomicLong version = new AtomicLong(1);
            for (int round = 0; round < 25; round++) {
                IntStream.range(0, 4).forEach(i -> something(scribe, all, random, version));
                long recalled = 1 + random.nextLong(scribe.head());
                scribe.says(all.getFirst(), "whatever happens");
                scribe.writes();
                scribe.says(all.getFirst(), "and again");
                scribe.changes(new Command.Recall(scribe.id(), all.getFirst(), recalled, null), scribe.rev() + 1)
                        .writes();
                all.forEach(account -> assertCounts(scribe, account));
            }
        }
    }

    private static void something(Scribe scribe, List<UUID> all, Random random, AtomicLong version) {
        UUID who = all.get(random.nextInt(all.size()));
        long rev = scribe.rev() + 1 + random.nextInt(3);
        String mention = who.equals(all.getFirst()) ? "all" : all.getFirst().toString();
        scribe.does(
                switch (random.nextInt(8)) {
                    case 0 -> new Command.Read(scribe.id(), who, 1 + random.nextLong(scribe.head()), null);
                    case 1 -> new Command.MemberLeft(scribe.id(), who, all.getLast(), version.incrementAndGet());
                    case 2 ->
                        new Command.MembersJoined(scribe.id(), who, List.of(all.getLast()), version.incrementAndGet());
                    case 3, 4 -> say(scribe, who, List.of(mention));
                    default -> say(scribe, who, List.of());
                },
                rev);
    }

    private static Command say(Scribe scribe, UUID who, List<String> mentions) {
        return new Command.Send(scribe.id(), who, UUID.randomUUID(), new Content.Text("hello"), null, mentions, null);
    }

    private void assertCounts(Scribe scribe, UUID account) {
        Listed line = get(server().history().list(account, null, null, 1)).getFirst();
        List<Message> unread = get(server().history()
                        .first(
                                scribe.id(),
                                account,
                                line.seat().member().readSeq() + 1,
                                line.seat().headSeq(),
                                1_000))
                .stream()
                .filter(message -> message.state() == Message.State.LIVE
                        && message.senderId() != null
                        && !message.senderId().equals(account))
                .toList();
        assertEquals(unread.size(), line.unread());
        assertEquals(
                unread.stream()
                        .filter(message -> message.mentions().contains("all")
                                || message.mentions().contains(account.toString()))
                        .count(),
                line.mentioned());
    }
}
