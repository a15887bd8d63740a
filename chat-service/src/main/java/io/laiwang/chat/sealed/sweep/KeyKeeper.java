package io.laiwang.chat.sealed.sweep;

import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.laiwang.chat.sealed.key.ContentKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** Destroys the keys of past days, after what still lives has been wrapped anew. */
@Singleton
public class KeyKeeper {
    private static final int PAGE = 200;

    private final ContentKeys keys;
    private final SealedStore store;

    KeyKeeper(ContentKeys keys, SealedStore store) {
        this.keys = keys;
        this.store = store;
    }

    public Uni<Void> turn() {
        return keys.past()
                .chain(past -> past.isEmpty() ? Uni.createFrom().voidItem() : rewrap().chain(() -> destroy(past)));
    }

    private Uni<Void> rewrap() {
        return store.wrappedBefore(keys.today(), PAGE)
                .call(this::wrapAnew)
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().voidItem() : rewrap());
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
