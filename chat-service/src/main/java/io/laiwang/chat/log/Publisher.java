package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSink;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Tells what became of a batch: frames and answers on deliveries, and on media-events which media it lets read. */
final class Publisher {
    private final RecordSink sender;
    private final BatchTraces traces;

    Publisher(RecordSink sender, BatchTraces traces) {
        this.sender = sender;
        this.traces = traces;
    }

    /** Completes when the broker has everything. */
    Uni<Void> publish(Draft draft) {
        return send(draft.decided().stream().flatMap(decided -> traced(decided.entry(), decided.outcome())));
    }

    /** Completes when the broker has them. */
    Uni<Void> tell(List<Delivery> deliveries) {
        return send(deliveries.stream().map(DeliveryRecords::toRecord));
    }

    /** To who sent a command that could not be handled. */
    Uni<Void> refuse(Entry entry, Outcome.Refused refused) {
        return send(traced(entry, refused));
    }

    private Stream<ProducerRecord<String, byte[]>> traced(Entry entry, Outcome outcome) {
        List<ProducerRecord<String, byte[]>> records = records(entry, outcome);
        records.forEach(record -> traces.carry(entry, record));
        return records.stream();
    }

    private Uni<Void> send(Stream<ProducerRecord<String, byte[]>> records) {
        List<Uni<Void>> sends = records.map(sender::send).toList();
        return sends.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join().all(sends).andFailFast().replaceWithVoid();
    }

    private static List<ProducerRecord<String, byte[]>> records(Entry entry, Outcome outcome) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Delivery delivery : Deliveries.of(entry, outcome)) {
            ProducerRecord<String, byte[]> record = DeliveryRecords.toRecord(delivery);
            markTimer(record, outcome);
            records.add(record);
        }
        if (changesMembers(entry, outcome)) {
            if (records.isEmpty()) {
                records.add(
                        DeliveryRecords.toRecord(Delivery.silent(entry.command().conversationId())));
            }
            records.forEach(DeliveryRecords::markMembers);
        }
        MediaEvent event = mediaEvent(outcome);
        if (event != null) {
            records.add(
                    new ProducerRecord<>(Topics.MEDIA_EVENTS, event.mediaId().toString(), Json.bytes(event)));
        }
        return records;
    }

    /** Gateways keep members for a while; who is out is to be out at once. */
    private static boolean changesMembers(Entry entry, Outcome outcome) {
        return entry.command() instanceof Command.Membership
                && (outcome instanceof Outcome.Said || outcome instanceof Outcome.Changed);
    }

    /** So that gateways needn't look into frames to keep up with timers. */
    private static void markTimer(ProducerRecord<String, byte[]> record, Outcome outcome) {
        if (outcome instanceof Outcome.Said said
                && said.message().content() instanceof Content.SystemEvent event
                && event.event().equals("timer-changed")
                && event.seconds() != null) {
            DeliveryRecords.markTimer(record, event.seconds());
        }
    }

    private static @Nullable MediaEvent mediaEvent(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Said said -> shared(said.message());
            case Outcome.OfMessage changed -> withdrawn(changed.stored());
            case Outcome.SaidBefore _,
                    Outcome.Unaltered _,
                    Outcome.Moved _,
                    Outcome.Settled _,
                    Outcome.Opened _,
                    Outcome.Changed _,
                    Outcome.Unchanged _,
                    Outcome.Refused _ -> null;
        };
    }

    private static @Nullable MediaEvent shared(Message message) {
        UUID medium = message.content() == null ? null : message.content().medium();
        return medium == null ? null : new MediaEvent.Shared(medium, message.conversationId(), message.seq());
    }

    private static @Nullable MediaEvent withdrawn(StoredMessage stored) {
        UUID medium = stored.withdrawn();
        return medium == null
                ? null
                : new MediaEvent.Withdrawn(medium, stored.message().conversationId(), stored.seq());
    }
}
