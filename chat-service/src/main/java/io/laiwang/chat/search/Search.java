package io.laiwang.chat.search;

import io.laiwang.chat.message.Terms;
import io.laiwang.chat.search.SearchStore.Candidate;
import io.laiwang.chat.search.SearchStore.Scope;
import io.laiwang.chat.store.HistoryStore;
import io.laiwang.chat.store.HistoryStore.Window;
import io.laiwang.chat.store.MessageStore.MessageKey;
import io.laiwang.contracts.Message;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that have all the words of a query, among what the caller may read, newest first. One call looks at so many
 * messages that have the rarest of the words and then says how far it has come, so a page may be short, and what a call
 * costs doesn't grow with what there is.
 */
@Singleton
class Search {
    private static final int CANDIDATES = 200;
    private static final int ROUNDS = 5;

    /** Of an account that has more, those in which something was said last; the others are searched one by one. */
    private static final int CONVERSATIONS = 1_000;

    /** Clocks of brokers may differ by that much; seqs decide what may be read, times only where to begin and end. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final SearchStore index;
    private final HistoryStore history;

    Search(SearchStore index, HistoryStore history) {
        this.index = index;
        this.history = history;
    }

    /** @param last how far has been looked; none when there is no more */
    record Found(List<Message> messages, @Nullable Place last) {}

    private record Looked(List<Place> places, @Nullable Place last) {}

    Uni<Found> find(UUID accountId, String query, @Nullable UUID conversationId, @Nullable Place before, int limit) {
        List<String> terms = Terms.asked(query);
        return windows(accountId, conversationId)
                .chain(windows -> scopes(accountId, windows, terms))
                .chain(scopes -> terms.isEmpty() || scopes.isEmpty()
                        ? Uni.createFrom().item(new Looked(List.of(), null))
                        : look(scopes, new Looked(List.of(), before), limit, ROUNDS))
                .chain(looked -> messages(accountId, looked));
    }

    private Uni<List<Window>> windows(UUID accountId, @Nullable UUID conversationId) {
        return conversationId == null
                ? history.windows(accountId, CONVERSATIONS)
                : history.seat(conversationId, accountId).map(seat -> seat.map(s -> List.of(new Window(
                                conversationId, s.member().fromSeq(), s.member().toSeq())))
                        .orElseThrow(Refused::notFound));
    }

    /** When one came and went is told by the messages that say so. */
    private Uni<List<Scope>> scopes(UUID accountId, List<Window> windows, List<String> terms) {
        List<MessageKey.BySeq> ends = windows.stream().flatMap(Search::ends).toList();
        return history.messages(accountId, ends).map(found -> {
            Map<MessageKey.BySeq, Instant> times = found.stream()
                    .collect(Collectors.toMap(m -> new MessageKey.BySeq(m.conversationId(), m.seq()), Message::sentAt));
            return windows.stream().map(window -> scope(window, terms, times)).toList();
        });
    }

    private static Stream<MessageKey.BySeq> ends(Window window) {
        Long toSeq = window.toSeq();
        return Stream.of(window.fromSeq() > 1 ? window.fromSeq() : 0, toSeq == null ? 0 : toSeq)
                .filter(seq -> seq > 0)
                .distinct()
                .map(seq -> new MessageKey.BySeq(window.conversationId(), seq));
    }

    private static Scope scope(Window window, List<String> terms, Map<MessageKey.BySeq, Instant> times) {
        UUID conversation = window.conversationId();
        long toSeq = window.toSeq() == null ? Long.MAX_VALUE : window.toSeq();
        Instant came = times.get(new MessageKey.BySeq(conversation, window.fromSeq()));
        Instant went = times.get(new MessageKey.BySeq(conversation, toSeq));
        return new Scope(
                conversation,
                terms.stream().map(term -> Terms.key(conversation, term)).toList(),
                window.fromSeq(),
                toSeq,
                came == null ? Instant.EPOCH : came.minus(SLACK),
                went == null ? SearchStore.FOREVER : went.plus(SLACK));
    }

    private Uni<Looked> look(List<Scope> scopes, Looked before, int limit, int rounds) {
        return index.candidates(scopes, before.last(), CANDIDATES).chain(candidates -> {
            Looked looked = add(before, candidates, limit);
            return looked.last() == null || looked.places().size() == limit || rounds == 1
                    ? Uni.createFrom().item(looked)
                    : look(scopes, looked, limit, rounds - 1);
        });
    }

    private static Looked add(Looked before, List<Candidate> candidates, int limit) {
        List<Place> places = new ArrayList<>(before.places());
        for (Candidate candidate : candidates) {
            if (candidate.hasAllTerms()) {
                places.add(candidate.place());
            }
            if (places.size() == limit) {
                return new Looked(places, candidate.place());
            }
        }
        boolean more = candidates.size() == CANDIDATES;
        return new Looked(places, more ? candidates.getLast().place() : null);
    }

    /** One that was recalled a moment ago is found no more. */
    private Uni<Found> messages(UUID accountId, Looked looked) {
        Map<MessageKey.BySeq, Place> places = looked.places().stream()
                .collect(Collectors.toMap(
                        place -> new MessageKey.BySeq(place.conversationId(), place.seq()), Function.identity()));
        return history.messages(accountId, List.copyOf(places.keySet()))
                .map(found -> new Found(
                        found.stream()
                                .filter(message -> message.state() == Message.State.LIVE)
                                .sorted(Comparator.comparing(Search::place).reversed())
                                .toList(),
                        looked.last()));
    }

    private static Place place(Message message) {
        return new Place(message.sentAt(), message.conversationId(), message.seq());
    }
}
