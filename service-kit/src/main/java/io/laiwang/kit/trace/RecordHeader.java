package io.laiwang.kit.trace;

import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Where a record carries its trace. */
final class RecordHeader implements TextMapGetter<Headers>, TextMapSetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
        return List.of(Traces.HEADER);
    }

    @Override
    public @Nullable String get(@Nullable Headers headers, String key) {
        Header header = headers == null ? null : headers.lastHeader(key);
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }

    @Override
    public void set(@Nullable Headers headers, String key, String value) {
        Objects.requireNonNull(headers).remove(key).add(key, value.getBytes(StandardCharsets.US_ASCII));
    }
}
