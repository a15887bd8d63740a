package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSink;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Tells what became of a batch: frames and answers on deliveries, shared media on media-events. */
final class Publisher {
    private final RecordSink sender;

    Publisher(RecordSink sender) {
        this.sender = sender;
    }

    /** Completes when the broker has everything. */
    Uni<Void> publish(Draft draft) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        draft.decided().forEach(decided -> records.addAll(records(decided.entry(), decided.outcome())));
        return records.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(records.stream().map(sender::send).toList())
                        .andFailFast()
                        .replaceWithVoid();
    }

    /** To who sent a command that could not be handled. */
    Uni<Void> refuse(Entry entry, Outcome.Refused refused) {
        return Uni.join()
                .all(records(entry, refused).stream().map(sender::send).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    private static List<ProducerRecord<String, byte[]>> records(Entry entry, Outcome outcome) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        Delivery delivery = delivery(entry, outcome);
        if (delivery != null) {
            ProducerRecord<String, byte[]> record = DeliveryRecords.toRecord(delivery);
            markTimer(record, outcome);
            records.add(record);
        }
        if (outcome instanceof Outcome.Said said && said.message().content() != null) {
            UUID medium = said.message().content().medium();
            if (medium != null) {
                Message message = said.message();
                MediaEvent event = new MediaEvent.Shared(medium, message.conversationId(), message.seq());
                records.add(new ProducerRecord<>(Topics.MEDIA_EVENTS, medium.toString(), Json.bytes(event)));
            }
        }
        return records;
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

    private static @Nullable Delivery delivery(Entry entry, Outcome outcome) {
        UUID conversation = entry.command().conversationId();
        ReplyAddress reply = entry.command().replyAddress();
        UUID origin = reply == null ? null : reply.stream();
        Answer answer = reply == null ? null : answer(conversation, outcome);
        return switch (outcome) {
            case Outcome.Said said -> {
                byte[] frame = Json.bytes(new ServerFrame.NewMessage(said.message()));
                yield new Delivery(conversation, said.recipients(), frame, origin, reply, answer);
            }
            case Outcome.Moved moved -> {
                ServerFrame mark = moved.read()
                        ? new ServerFrame.Read(conversation, moved.accountId(), moved.seq())
                        : new ServerFrame.Received(conversation, moved.accountId(), moved.seq());
                yield new Delivery(conversation, moved.recipients(), Json.bytes(mark), origin, reply, answer);
            }
            case Outcome.Opened opened -> {
                ServerFrame frame = new ServerFrame.Opened(conversation, opened.seq(), opened.accountId());
                yield Delivery.frame(conversation, List.of(opened.senderId()), frame);
            }
            case Outcome.Burned burned -> {
                ServerFrame frame = new ServerFrame.Burned(conversation, burned.seq(), burned.rev());
                yield Delivery.frame(conversation, burned.recipients(), frame);
            }
            case Outcome.SaidBefore _, Outcome.Unchanged _, Outcome.Refused _, Outcome.Changed _ ->
                reply == null || answer == null ? null : Delivery.answer(conversation, reply, answer);
        };
    }

    private static Answer answer(UUID conversation, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Said said -> sent(said.message(), false);
            case Outcome.SaidBefore before -> sent(before.message(), true);
            case Outcome.Moved moved -> new Answer.Moved(conversation, moved.seq());
            case Outcome.Unchanged unchanged ->
                new Answer.Moved(conversation, unchanged.seq() == null ? 0 : unchanged.seq());
            case Outcome.Changed _, Outcome.Opened _, Outcome.Burned _ -> new Answer.Moved(conversation, 0);
            case Outcome.Refused refused -> new Answer.Refused(refused.problem());
        };
    }

    private static Answer sent(Message message, boolean repeated) {
        return new Answer.Sent(
                message.conversationId(), message.id(), message.seq(), message.rev(), message.sentAt(), repeated);
    }
}
