package io.laiwang.gateway.delivery;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.Topics;
import io.laiwang.gateway.GatewayId;
import io.laiwang.gateway.command.Answers;
import io.laiwang.gateway.message.Timers;
import io.laiwang.gateway.session.EndedSessions;
import io.laiwang.gateway.signal.Members;
import io.laiwang.gateway.stream.Streams;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.trace.Traces;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What a gateway makes of a record that every gateway reads. */
@Singleton
class DeliveryReader {
    private static final Logger LOG = Logger.getLogger(DeliveryReader.class);

    private final String gateway;
    private final Answers answers;
    private final Streams streams;
    private final EndedSessions ended;
    private final Timers timers;
    private final Members members;
    private final DeliveryMetrics metrics;
    private final Traces traces;

    DeliveryReader(
            GatewayId gateway,
            Answers answers,
            Streams streams,
            EndedSessions ended,
            Timers timers,
            Members members,
            DeliveryMetrics metrics,
            Traces traces) {
        this.gateway = gateway.value();
        this.answers = answers;
        this.streams = streams;
        this.ended = ended;
        this.timers = timers;
        this.members = members;
        this.metrics = metrics;
        this.traces = traces;
    }

    /** One that can't be read is told and passed: the others must not wait for it. */
    void read(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.topic().equals(Topics.ACCOUNT_EVENTS)) {
                readEvent(Json.read(record.value(), AccountEvent.class));
            } else {
                readTraced(record);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "a record can't be read: topic=%s offset=%d", record.topic(), record.offset());
        }
    }

    private void readTraced(ConsumerRecord<String, byte[]> record) {
        Span span = traces.processing(record);
        try {
            readDelivery(record);
        } finally {
            span.end();
        }
    }

    private void readEvent(AccountEvent event) {
        switch (event) {
            case AccountEvent.SessionEnded over -> {
                ended.add(over.sessionId());
                streams.endSession(over.accountId(), over.sessionId());
            }
            // the sessions of an erased account have ended one by one before
            case AccountEvent.ProfileChanged _, AccountEvent.AccountErased _ -> {}
        }
    }

    /** With what this gateway keeps of conversations. */
    private void keepUp(ConsumerRecord<String, byte[]> record) {
        Integer seconds = DeliveryRecords.timer(record);
        if (seconds != null) {
            timers.changed(UUID.fromString(record.key()), seconds);
        }
        if (seconds != null || DeliveryRecords.changesMembers(record)) {
            members.forget(UUID.fromString(record.key()));
        }
    }

    /** The asker first: its answer may not come later than what others say to it. */
    private void readDelivery(ConsumerRecord<String, byte[]> record) {
        metrics.read(record.timestamp());
        keepUp(record);
        ReplyAddress asker = DeliveryRecords.replyTo(record);
        if (asker != null && asker.gateway().equals(gateway)) {
            Answer answer = DeliveryRecords.answer(record);
            if (answer != null) {
                answers.arrived(asker.ref(), answer);
            }
        }
        byte[] frame = record.value();
        if (frame != null) {
            streams.deliver(DeliveryRecords.recipients(record), frame, DeliveryRecords.except(record));
        }
    }
}
