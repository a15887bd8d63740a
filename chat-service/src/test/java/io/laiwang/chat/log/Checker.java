package io.laiwang.chat.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.laiwang.chat.conversation.Conversation;
import io.laiwang.chat.sealed.Cause;
import io.laiwang.chat.sealed.Reader;
import io.laiwang.chat.sealed.Sealed;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.store.StoreServer;
import io.laiwang.chat.store.Stored;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.contracts.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads what a run has left in the store and what it has told, and holds it against what is promised. */
final class Checker {
    private final StoreServer server;
    private final Told told;
    private final List<Command> commands;

    Checker(StoreServer server, Told told, List<Command> commands) {
        this.server = server;
        this.told = told;
        this.commands = commands;
    }

    void check() {
        assertEquals(List.of(), told.on(Topics.CONVERSATION_COMMANDS_DEAD), "nothing was given up");
        conversations().forEach(this::checkConversation);
        checkAnswers();
    }

    /** Everything that the store has of each conversation, but for the ids that a salt decides. */
    List<JsonNode> left() {
        return conversations().stream().map(this::left).toList();
    }

    private JsonNode left(UUID id) {
        Conversation conversation = Stored.conversation(server.messages(), id);
        ObjectNode all = Json.MAPPER.createObjectNode();
        all.set("row", without(Json.MAPPER.valueToTree(conversation.row()), "id"));
        Script.people().forEach(p -> all.set(p.toString(), Json.MAPPER.valueToTree(conversation.member(p))));
        history(id).forEach(message -> {
            ObjectNode node = without(Json.MAPPER.valueToTree(message), "conversationId");
            all.set("seq " + message.seq(), message.senderId() == null ? without(node, "id") : node);
        });
        bound(id)
                .forEach(row -> all.put(
                        "sealed " + row.seq(),
                        "%s %s %s".formatted(row.key().senderId(), row.expiresAt(), inOrder(row.readers()))));
        return all;
    }

    /** Who is to open it is a set; members are loaded in any order. */
    private static List<Reader> inOrder(List<Reader> readers) {
        return readers.stream().sorted(Comparator.comparing(Reader::accountId)).toList();
    }

    /** The contents that still are to be opened. */
    private List<Sealed.Bound> bound(UUID id) {
        return Stored.get(server.sealed().bound(id, 0, Stored.ALL)).stream()
                .map(row -> (Sealed.Bound) row.state())
                .toList();
    }

    private static ObjectNode without(ObjectNode node, String field) {
        node.remove(field);
        return node;
    }

    private void checkConversation(UUID id) {
        List<Message> history = history(id);
        assertEquals(
                LongStream.rangeClosed(1, history.size()).boxed().toList(),
                Stored.seqs(history),
                "seqs have no gap and no repeat");
        Set<Long> arrived = new LinkedHashSet<>();
        for (ProducerRecord<String, byte[]> record : told.deliveries()) {
            if (record.value() != null
                    && record.key().equals(id.toString())
                    && Json.read(record.value(), ServerFrame.class) instanceof ServerFrame.NewMessage frame) {
                arrived.add(frame.message().seq());
            }
        }
        assertEquals(Set.copyOf(Stored.seqs(history)), arrived, "every message was delivered");
        if (!told.refusedAny()) {
            assertEquals(Stored.seqs(history), List.copyOf(arrived), "first deliveries are in order");
        }
        history.forEach(this::checkMedium);
        checkSealed(id, history);
    }

    /** Every envelope has its content, or is to be told that the last reader has left; no content is kept without one. */
    private void checkSealed(UUID id, List<Message> history) {
        Set<String> envelopes = history.stream()
                .filter(message -> message.content() instanceof Content.Sealed)
                .map(message -> "%d %s %s".formatted(message.seq(), message.senderId(), message.id()))
                .collect(Collectors.toSet());
        Set<String> contents = bound(id).stream()
                .map(row -> "%d %s %s"
                        .formatted(row.seq(), row.key().senderId(), row.key().messageId()))
                .collect(Collectors.toCollection(HashSet::new));
        history.stream()
                .map(message -> Stored.get(server.sealed().find(id, message.seq())))
                .flatMap(Optional::stream)
                .map(SealedStore.Row::state)
                .filter(state -> state instanceof Sealed.Burned gone && gone.cause() == Cause.LEFT && !gone.told())
                .map(state -> (Sealed.Burned) state)
                .map(gone -> "%d %s %s"
                        .formatted(gone.seq(), gone.key().senderId(), gone.key().messageId()))
                .forEach(contents::add);
        assertEquals(envelopes, contents, "contents that disappear are bound to their messages");
    }

    private void checkMedium(Message message) {
        Content content = message.content();
        UUID medium = content == null ? null : content.medium();
        if (medium != null) {
            var shared = new MediaEvent.Shared(medium, message.conversationId(), message.seq());
            assertTrue(
                    told.on(Topics.MEDIA_EVENTS).stream().anyMatch(record -> Json.read(record.value(), MediaEvent.class)
                            .equals(shared)),
                    "media-service was told of every medium");
        }
    }

    /** Who asked was answered; what was acked is there, as it was acked; what was refused is not. */
    private void checkAnswers() {
        Map<String, List<Answer>> answers = answers();
        Map<UUID, Map<UUID, Message>> stored = conversations().stream()
                .collect(Collectors.toMap(
                        id -> id, id -> history(id).stream().collect(Collectors.toMap(Message::id, m -> m))));
        for (int place = 0; place < commands.size(); place++) {
            Command command = commands.get(place);
            long rev = Lives.rev(place);
            ReplyAddress reply = command.replyAddress();
            if (reply != null) {
                List<Answer> mine = answers.getOrDefault(reply.ref(), List.of());
                assertTrue(!mine.isEmpty(), () -> "no answer to " + command);
                // a mark that is asked for again is told where it stands by then
                if (command instanceof Command.Send send) {
                    Message message = stored.get(send.conversationId()).get(send.id());
                    // whose sender tried the id again later, and got in, may hear of either
                    if (message == null || message.rev() <= rev) {
                        assertEquals(
                                1,
                                mine.stream().map(Object::getClass).distinct().count(),
                                () -> "both: " + mine);
                    }
                    mine.forEach(answer -> check(send, rev, answer, message));
                }
            }
        }
    }

    private static void check(Command.Send send, long rev, Answer answer, Message stored) {
        switch (answer) {
            case Answer.Sent sent -> {
                assertEquals(send.id(), stored.id());
                assertEquals(send.accountId(), stored.senderId());
                assertEquals(sent.seq(), stored.seq(), "acked with the seq that it has");
                assertEquals(sent.sentAt(), stored.sentAt());
                assertTrue(sent.repeated() || sent.rev() <= stored.rev());
            }
            case Answer.Refused _ ->
                assertTrue(stored == null || stored.rev() != rev, () -> "refused, and stored: " + stored);
            default -> throw new AssertionError("no answer to a send: " + answer);
        }
    }

    private Map<String, List<Answer>> answers() {
        Map<String, List<Answer>> answers = new HashMap<>();
        told.deliveries().forEach(record -> {
            byte[] to = header(record, io.laiwang.contracts.Delivery.Header.REPLY_TO);
            byte[] answer = header(record, io.laiwang.contracts.Delivery.Header.ANSWER);
            if (to != null && answer != null) {
                answers.computeIfAbsent(Json.read(to, ReplyAddress.class).ref(), _ -> new ArrayList<>())
                        .add(Json.read(answer, Answer.class));
            }
        });
        return answers;
    }

    private static byte[] header(ProducerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private List<Message> history(UUID id) {
        return Stored.history(server.history(), id);
    }

    private List<UUID> conversations() {
        return commands.stream().map(Command::conversationId).distinct().toList();
    }
}
