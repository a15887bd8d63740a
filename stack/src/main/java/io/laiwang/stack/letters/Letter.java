package io.laiwang.stack.letters;

import io.laiwang.contracts.DeadLetter;
import io.laiwang.contracts.DeadLetter.Mend;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command among the dead letters, as its headers tell of it.
 *
 * @param place {@code partition:offset} on the topic of dead letters
 * @param source the same of where it was on the log
 * @param conversation its key, which ought to be a conversation's id
 * @param value as it was; never shown, because somebody may have written it
 */
@SuppressWarnings("ArrayRecordComponent") // goes back as it came; nobody compares two
record Letter(
        String place,
        String source,
        @Nullable String conversation,
        @Nullable String type,
        @Nullable String sender,
        String reason,
        Mend mend,
        Instant at,
        byte @Nullable [] value) {

    static Letter of(ConsumerRecord<String, byte[]> record) {
        String mend = header(record, DeadLetter.MEND);
        return new Letter(
                place(record),
                orUnknown(header(record, DeadLetter.SOURCE)),
                record.key(),
                header(record, DeadLetter.TYPE),
                header(record, DeadLetter.SENDER),
                orUnknown(header(record, DeadLetter.REASON)),
                mend == null ? Mend.NONE : Mend.of(mend),
                Instant.ofEpochMilli(record.timestamp()),
                record.value());
    }

    int partition() {
        return Integer.parseInt(place.substring(0, place.indexOf(':')));
    }

    /** The place of the letter that a record says is mended, if it says so. */
    static @Nullable String mended(ConsumerRecord<String, byte[]> record) {
        return header(record, DeadLetter.MENDED);
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return record.partition() + ":" + record.offset();
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? "unknown" : value;
    }
}
