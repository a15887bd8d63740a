package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.SealedStore.Change;
import io.laiwang.chat.sealed.SealedStore.Row;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes rows a step further, whatever happens to them meanwhile: what has moved on is read and decided again. */
final class Steps {
    static final int ATTEMPTS = 20;

    private Steps() {}

    /**
     * @param step nothing where there is nothing to do
     * @return what the rows have become that took a step
     */
    static Uni<List<Sealed>> each(
            SealedStore store, Collection<SealedKey> keys, Function<Sealed, Optional<Sealed>> step) {
        return each(store, keys, step, ATTEMPTS);
    }

    private static Uni<List<Sealed>> each(
            SealedStore store, Collection<SealedKey> keys, Function<Sealed, Optional<Sealed>> step, int attempts) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (attempts == 0) {
            return Uni.createFrom().failure(new IOException("rows of disappearing messages don't come to rest"));
        }
        return store.find(keys).map(rows -> changes(rows, step)).chain(changes -> store.change(changes)
                .chain(done -> each(store, rest(changes, done), step, attempts - 1)
                        .map(more -> Stream.concat(taken(changes, done), more.stream())
                                .toList())));
    }

    private static List<Change> changes(List<Row> rows, Function<Sealed, Optional<Sealed>> step) {
        return rows.stream()
                .flatMap(row -> step.apply(row.state()).map(row::to).stream())
                .toList();
    }

    private static Stream<Sealed> taken(List<Change> changes, Set<SealedKey> done) {
        return changes.stream().map(Change::next).filter(next -> done.contains(next.key()));
    }

    private static List<SealedKey> rest(List<Change> changes, Set<SealedKey> done) {
        return changes.stream()
                .map(change -> change.next().key())
                .filter(key -> !done.contains(key))
                .toList();
    }
}
