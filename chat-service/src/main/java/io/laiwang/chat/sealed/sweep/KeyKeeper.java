package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Destroys the keys of past days, after what still lives has been wrapped anew. A key goes at the turn that finds nothing
 * wrapped by it: what was read just before it was wrapped anew can still be opened.
 */
@Singleton
public class KeyKeeper {
    private static final int PAGE = 200;
    private static final Duration PAGE_DEADLINE = Duration.ofSeconds(30);

    private final ContentKeys keys;
    private final SealedStore store;

    KeyKeeper(ContentKeys keys, SealedStore store) {
        this.keys = keys;
        this.store = store;
    }

    public Uni<Void> turn() {
        return keys.past().chain(past -> past.isEmpty() ? Uni.createFrom().voidItem() : turn(past));
    }

    private Uni<Void> turn(List<String> past) {
        return rewrap(past)
                .chain(pages -> pages == 0 ? destroy(past) : Uni.createFrom().voidItem());
    }

    /** Page after page; gives how many there were. */
    private Uni<Long> rewrap(List<String> past) {
        return Uni.createFrom()
                .deferred(() -> page(past))
                .repeat()
                .until(List::isEmpty)
                .collect()
                .with(Collectors.counting());
    }

    private Uni<List<Row>> page(List<String> past) {
        return store.wrappedBy(past, PAGE)
                .call(this::wrapAnew)
                .ifNoItem()
                .after(PAGE_DEADLINE)
                .fail();
    }

    private Uni<Void> wrapAnew(List<Row> rows) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Row row : rows) {
            done = done.chain(() -> keys.rewrap(
                            Objects.requireNonNull(row.secret()),
                            row.state().key().bytes())
                    .chain(secret -> store.rewrap(row, secret)));
        }
        return done;
    }

    private Uni<Void> destroy(List<String> past) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String id : past) {
            done = done.chain(() -> keys.destroy(id));
        }
        return done;
    }
}
