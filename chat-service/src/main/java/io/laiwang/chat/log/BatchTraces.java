package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import java.util.IdentityHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The spans of the batch in hand, one a command: from when it is taken up until all of the batch is told. */
final class BatchTraces {
    private final Traces traces;
    private final IdentityHashMap<Entry, Span> spans = new IdentityHashMap<>();

    BatchTraces(Traces traces) {
        this.traces = traces;
    }

    void begin(Entry entry, ConsumerRecord<String, byte[]> record) {
        Span span = traces.processing(record);
        if (span.isRecording()) {
            spans.put(entry, span);
        }
    }

    /** What comes of a command goes on with its trace. */
    void carry(Entry entry, ProducerRecord<String, byte[]> told) {
        Span span = spans.get(entry);
        if (span != null) {
            traces.carry(span, told.headers());
        }
    }

    void end(@Nullable Throwable failure) {
        spans.values().forEach(span -> Traces.end(span, failure));
        spans.clear();
    }
}
