package io.laiwang.chat.store;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records turned into one array a column, for {@code unnest}. */
final class PgColumns<T> {
    private final List<T> records;
    private final Tuple tuple;

    PgColumns(List<T> records) {
        this(records, Tuple.tuple());
    }

    /** @param before the parameters that come first */
    PgColumns(List<T> records, Tuple before) {
        this.records = records;
        this.tuple = before;
    }

    PgColumns<T> uuids(Function<T, @Nullable UUID> column) {
        return add(column, new UUID[records.size()]);
    }

    PgColumns<T> strings(Function<T, @Nullable String> column) {
        return add(column, new String[records.size()]);
    }

    PgColumns<T> longs(Function<T, @Nullable Long> column) {
        return add(column, new Long[records.size()]);
    }

    PgColumns<T> ints(Function<T, Integer> column) {
        return add(column, new Integer[records.size()]);
    }

    PgColumns<T> booleans(Function<T, Boolean> column) {
        return add(column, new Boolean[records.size()]);
    }

    PgColumns<T> times(Function<T, @Nullable Instant> column) {
        return add(record -> PgRows.time(column.apply(record)), new OffsetDateTime[records.size()]);
    }

    Tuple tuple() {
        return tuple;
    }

    private <V> PgColumns<T> add(Function<T, @Nullable V> column, @Nullable V[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(records.get(i));
        }
        tuple.addValue(values);
        return this;
    }
}
