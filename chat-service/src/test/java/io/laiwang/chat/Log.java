package io.laiwang.chat;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log of commands and what comes of it, as the gateway sees them. */
final class Log implements AutoCloseable {
    private static final String GATEWAY = "test";

    private final RecordSender sender;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    Log(RecordSender sender, String bootstrap) {
        this.sender = sender;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                List.of(Topics.DELIVERIES, Topics.CONVERSATION_COMMANDS_DEAD, Topics.MEDIA_EVENTS).stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(p -> new TopicPartition(p.topic(), p.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    void put(UUID key, byte[] record) {
        sender.send(new ProducerRecord<>(Topics.CONVERSATION_COMMANDS, key.toString(), record))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    void put(Command command) {
        put(command.conversationId(), Json.bytes(command));
    }

    /** Puts it on the log and waits for what becomes of it. */
    Answer ask(java.util.function.Function<ReplyAddress, Command> command) {
        String ref = UUID.randomUUID().toString();
        put(command.apply(new ReplyAddress(GATEWAY, null, ref)));
        ConsumerRecord<String, byte[]> record = await(Topics.DELIVERIES, r -> {
            ReplyAddress to = DeliveryRecords.replyTo(r);
            return to != null && to.ref().equals(ref);
        });
        return DeliveryRecords.answer(record);
    }

    Answer say(UUID conversation, UUID account, UUID id, String text) {
        return ask(
                reply -> new Command.Send(conversation, account, id, new Content.Text(text), null, List.of(), reply));
    }

    Answer.Sent say(UUID conversation, UUID account, String text) {
        return (Answer.Sent) say(conversation, account, UUID.randomUUID(), text);
    }

    /** A conversation of two that is there when this returns. */
    UUID openDirect(UUID one, UUID other) {
        UUID id = UUID.randomUUID();
        put(new Command.DirectOpened(id, one, other, 1));
        return id;
    }

    UUID openGroup(UUID owner, UUID... others) {
        UUID id = UUID.randomUUID();
        List<UUID> members = new ArrayList<>(List.of(others));
        members.addFirst(owner);
        put(new Command.GroupOpened(id, UUID.randomUUID(), owner, "group", members, 1));
        return id;
    }

    /** The conversation is there, for this member. */
    void await(UUID conversation, UUID account) {
        ask(reply -> new Command.Read(conversation, account, 0, reply));
    }

    ConsumerRecord<String, byte[]> await(String topic, Predicate<ConsumerRecord<String, byte[]>> which) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(topic, which), Optional::isPresent)
                .orElseThrow();
    }

    /** How many of those that have come. */
    long seen(Predicate<ConsumerRecord<String, byte[]>> which) {
        return seen.stream().filter(which).count();
    }

    private Optional<ConsumerRecord<String, byte[]>> find(
            String topic, Predicate<ConsumerRecord<String, byte[]>> which) {
        consumer.poll(Duration.ofMillis(50)).forEach(seen::add);
        return seen.stream()
                .filter(record -> record.topic().equals(topic) && which.test(record))
                .findFirst();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
