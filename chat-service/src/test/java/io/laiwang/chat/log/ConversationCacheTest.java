package io.laiwang.chat.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.chat.store.MessageStore;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That a full cache goes on right is shown by the runs of {@link SequencerFaultContract}, whose cache is too small. */
class ConversationCacheTest {
    private final List<UUID> loaded = new ArrayList<>();
    private final ConversationCache cache = new ConversationCache(new Shelf(), 2);
    private final List<UUID> ids =
            IntStream.range(0, 5).mapToObj(i -> new UUID(0, i)).toList();

    @Test
    void holdsABatchWholeAndThenTheLastOnesAlone() {
        load(ids);
        ids.forEach(id -> assertNotNull(cache.get(id), "in hand"));

        cache.trim();

        assertNull(cache.get(ids.get(0)));
        assertNull(cache.get(ids.get(2)));
        assertNotNull(cache.get(ids.get(3)));
        assertNotNull(cache.get(ids.get(4)));
    }

    @Test
    void loadsWhatItHasLetGoAndNothingElse() {
        load(ids);
        cache.trim();
        loaded.clear();

        load(List.of(ids.get(4), ids.get(0), ids.get(3)));

        assertEquals(List.of(ids.get(0)), loaded);
    }

    @Test
    void letsGoWhatWasUsedLongestAgo() {
        load(ids.subList(0, 2));
        load(ids.subList(2, 3));
        cache.get(ids.get(0));

        cache.trim();

        assertNotNull(cache.get(ids.get(0)));
        assertNull(cache.get(ids.get(1)));
    }

    private void load(List<UUID> wanted) {
        cache.load(wanted).await().indefinitely();
    }

    /** A store that has every conversation and notes which were asked for. */
    private final class Shelf implements MessageStore {
        @Override
        public Uni<Map<UUID, Conversation>> conversations(Collection<UUID> wanted) {
            loaded.addAll(wanted);
            return Uni.createFrom()
                    .item(wanted.stream().collect(Collectors.toMap(Function.identity(), Shelf::conversation)));
        }

        @Override
        public Uni<Map<MessageKey, StoredMessage>> messages(Collection<MessageKey> keys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<Sender>> senders(Collection<Stretch> stretches) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> write(Batch batch) {
            throw new UnsupportedOperationException();
        }

        private static Conversation conversation(UUID id) {
            return new Conversation(
                    new Conversation.Row(id, Conversation.Kind.DIRECT, null, null, true, 0, 1, 0, 0, 0, Instant.EPOCH),
                    List.of());
        }
    }
}
