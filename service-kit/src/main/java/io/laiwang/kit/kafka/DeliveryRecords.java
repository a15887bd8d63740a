package io.laiwang.kit.kafka;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Delivery.Header;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A {@link Delivery} as a Kafka record: the frame is the value, all that says whose it is are headers. */
public final class DeliveryRecords {
    private static final int UUID_BYTES = 16;

    private DeliveryRecords() {}

    public static ProducerRecord<String, byte[]> toRecord(Delivery delivery) {
        return new ProducerRecord<>(
                Topics.DELIVERIES, null, delivery.key().toString(), delivery.frame(), headers(delivery));
    }

    public static Headers headers(Delivery delivery) {
        Headers headers = new RecordHeaders();
        headers.add(Header.RECIPIENTS, pack(delivery.recipients()));
        if (delivery.except() != null) {
            headers.add(Header.EXCEPT, pack(List.of(delivery.except())));
        }
        if (delivery.replyTo() != null && delivery.answer() != null) {
            headers.add(Header.REPLY_TO, Json.bytes(delivery.replyTo()));
            headers.add(Header.ANSWER, Json.bytes(delivery.answer()));
        }
        return headers;
    }

    public static List<UUID> recipients(ConsumerRecord<String, byte[]> record) {
        byte[] packed = header(record, Header.RECIPIENTS);
        return packed == null ? List.of() : unpack(packed);
    }

    public static @Nullable UUID except(ConsumerRecord<String, byte[]> record) {
        byte[] packed = header(record, Header.EXCEPT);
        return packed == null ? null : unpack(packed).getFirst();
    }

    public static @Nullable ReplyAddress replyTo(ConsumerRecord<String, byte[]> record) {
        byte[] json = header(record, Header.REPLY_TO);
        return json == null ? null : Json.read(json, ReplyAddress.class);
    }

    public static @Nullable Answer answer(ConsumerRecord<String, byte[]> record) {
        byte[] json = header(record, Header.ANSWER);
        return json == null ? null : Json.read(json, Answer.class);
    }

    /** Says that from this record on the conversation has another timer. */
    public static void markTimer(ProducerRecord<String, byte[]> record, int seconds) {
        record.headers()
                .add(
                        Header.TIMER,
                        ByteBuffer.allocate(Integer.BYTES).putInt(seconds).array());
    }

    /** The timer that the record's conversation has from now on, where it changed. */
    public static @Nullable Integer timer(ConsumerRecord<String, byte[]> record) {
        byte[] seconds = header(record, Header.TIMER);
        return seconds == null ? null : ByteBuffer.wrap(seconds).getInt();
    }

    /** Says that with this record the conversation's members are others. */
    public static void markMembers(ProducerRecord<String, byte[]> record) {
        record.headers().add(Header.MEMBERS, new byte[0]);
    }

    public static boolean changesMembers(ConsumerRecord<String, byte[]> record) {
        return record.headers().lastHeader(Header.MEMBERS) != null;
    }

    private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private static byte[] pack(List<UUID> ids) {
        ByteBuffer packed = ByteBuffer.allocate(ids.size() * UUID_BYTES);
        for (UUID id : ids) {
            packed.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
        return packed.array();
    }

    private static List<UUID> unpack(byte[] packed) {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        List<UUID> ids = new ArrayList<>(packed.length / UUID_BYTES);
        while (bytes.hasRemaining()) {
            ids.add(new UUID(bytes.getLong(), bytes.getLong()));
        }
        return ids;
    }
}
