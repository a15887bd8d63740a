package io.laiwang.chat.store;

import static io.laiwang.chat.store.Stored.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.chat.message.Terms;
import io.laiwang.chat.search.Place;
import io.laiwang.chat.search.SearchStore;
import io.laiwang.chat.search.SearchStore.Candidate;
import io.laiwang.chat.search.SearchStore.Scope;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What finding messages again relies on. */
interface SearchStoreContract {
    StoreServer server();

    @Test
    default void theNewestOfAllConversationsComesFirstPageByPage() {
        UUID ann = UUID.randomUUID();
        List<Scribe> chats = IntStream.range(0, 60)
                .mapToObj(i -> Scribe.ofNewPair(server().messages(), ann, UUID.randomUUID()))
                .toList();
        for (int round = 0; round < 4; round++) {
            chats.forEach(chat -> chat.says(ann, "a cat"));
            chats.forEach(chat -> chat.says(ann, "a dog"));
        }
        chats.forEach(Scribe::writes);
        List<Scope> scopes = chats.stream()
                .map(chat -> scope(chat, 1, Long.MAX_VALUE, "cat"))
                .toList();

        List<Place> all = places(scopes, null, 1_000);
        List<Place> paged = new ArrayList<>();
        List<Place> page = places(scopes, null, 7);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = places(scopes, paged.getLast(), 7);
        }

        assertEquals(240, all.size());
        assertEquals(all, paged);
        assertEquals(all.stream().sorted().toList().reversed(), all);
    }

    @Test
    default void onlyWithinWhatMayBeRead() {
        Scribe chat = pair();
        IntStream.range(0, 9).forEach(i -> chat.says(chat.first(), "a cat"));
        chat.writes();

        assertEquals(List.of(6L, 5L, 4L), seqs(candidates(scope(chat, 4, 6, "cat"))));
        assertEquals(List.of(), candidates(scope(pair().writes(), 1, Long.MAX_VALUE, "cat")));
    }

    @Test
    default void tellsWhichHaveTheOtherTermsToo() {
        Scribe chat = pair();
        chat.says(chat.first(), "a cat and a dog");
        chat.says(chat.first(), "a cat");
        chat.writes();

        List<Candidate> found = candidates(scope(chat, 1, Long.MAX_VALUE, "cat", "dog"));

        assertEquals(List.of(2L, 1L), seqs(found));
        assertEquals(
                List.of(false, true), found.stream().map(Candidate::hasAllTerms).toList());
    }

    @Test
    default void followsWhatBecomesOfAMessage() {
        Scribe chat = pair();
        chat.says(chat.first(), "a cat");
        chat.says(chat.first(), "a cat too");
        chat.writes();

        Command.Edit edit = new Command.Edit(chat.id(), chat.first(), 1, new Content.Text("a dog"), null);
        chat.changes(edit, chat.rev() + 1).writes();
        chat.changes(new Command.React(chat.id(), chat.first(), 1, "\uD83D\uDC4D", true, null), chat.rev() + 1)
                .writes();
        chat.changes(new Command.Recall(chat.id(), chat.first(), 2, null), chat.rev() + 1)
                .writes();

        assertEquals(List.of(), candidates(scope(chat, 1, 9, "cat")));
        assertEquals(List.of(), candidates(scope(chat, 1, 9, "too")));
        assertEquals(List.of(1L), seqs(candidates(scope(chat, 1, 9, "dog"))));
        assertEquals(List.of(1L), seqs(candidates(scope(chat, 1, 9, "a"))));
    }

    private Scribe pair() {
        return Scribe.ofNewPair(server().messages(), UUID.randomUUID(), UUID.randomUUID());
    }

    private static Scope scope(Scribe chat, long fromSeq, long toSeq, String... terms) {
        List<Long> keys =
                Arrays.stream(terms).map(term -> Terms.key(chat.id(), term)).toList();
        return new Scope(chat.id(), keys, fromSeq, toSeq, Instant.EPOCH, SearchStore.FOREVER);
    }

    private List<Candidate> candidates(Scope scope) {
        return get(server().search().candidates(List.of(scope), null, 100));
    }

    private List<Place> places(List<Scope> scopes, Place before, int limit) {
        return get(server().search().candidates(scopes, before, limit)).stream()
                .map(Candidate::place)
                .toList();
    }

    private static List<Long> seqs(List<Candidate> candidates) {
        return candidates.stream().map(found -> found.place().seq()).toList();
    }
}
