package io.laiwang.chat.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records turned into one array a column, for {@code unnest}. */
final class Columns<T> {
    private final List<T> records;
    private final Tuple tuple = Tuple.tuple();

    Columns(List<T> records) {
        this.records = records;
    }

    Columns<T> uuids(Function<T, @Nullable UUID> column) {
        return add(column, new UUID[records.size()]);
    }

    Columns<T> strings(Function<T, @Nullable String> column) {
        return add(column, new String[records.size()]);
    }

    Columns<T> longs(Function<T, @Nullable Long> column) {
        return add(column, new Long[records.size()]);
    }

    Columns<T> ints(Function<T, Integer> column) {
        return add(column, new Integer[records.size()]);
    }

    Columns<T> booleans(Function<T, Boolean> column) {
        return add(column, new Boolean[records.size()]);
    }

    Columns<T> times(Function<T, Instant> column) {
        return add(record -> PgRows.time(column.apply(record)), new OffsetDateTime[records.size()]);
    }

    Tuple tuple() {
        return tuple;
    }

    private <V> Columns<T> add(Function<T, @Nullable V> column, @Nullable V[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(records.get(i));
        }
        tuple.addValue(values);
        return this;
    }
}
