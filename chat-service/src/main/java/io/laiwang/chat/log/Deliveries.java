package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.message.StoredMessage;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What devices are told of an outcome, and who asked for it. */
final class Deliveries {
    private Deliveries() {}

    static List<Delivery> of(Entry entry, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Said said ->
                eachAsItSees(entry, outcome, said.recipients(), said.stored(), ServerFrame.NewMessage::new);
            case Outcome.Altered altered -> altered(entry, altered);
            case Outcome.Moved moved -> List.of(tell(entry, outcome, moved.recipients(), mark(entry, moved)));
            case Outcome.Settled settled ->
                List.of(tell(entry, outcome, List.of(settled.accountId()), settings(entry, settled)));
            case Outcome.Opened opened ->
                List.of(Delivery.frame(
                        entry.command().conversationId(),
                        List.of(opened.senderId()),
                        new ServerFrame.Opened(entry.command().conversationId(), opened.seq(), opened.accountId())));
            case Outcome.Burned burned ->
                List.of(tell(entry, outcome, burned.recipients(), tombstone(burned.stored())));
            case Outcome.SaidBefore _, Outcome.Unaltered _, Outcome.Unchanged _, Outcome.Changed _, Outcome.Refused _ ->
                answerAlone(entry, outcome);
        };
    }

    private static List<Delivery> altered(Entry entry, Outcome.Altered altered) {
        StoredMessage stored = altered.stored();
        UUID conversation = stored.message().conversationId();
        return switch (altered.change()) {
            case Command.Edit _
            when stored.isLive() -> eachAsItSees(entry, altered, altered.recipients(), stored, ServerFrame.Edited::new);
            case Command.React react
            when stored.isLive() -> {
                boolean on = stored.reactions().has(react.emoji(), react.accountId());
                yield List.of(tell(
                        entry,
                        altered,
                        altered.recipients(),
                        new ServerFrame.Reaction(
                                conversation, stored.seq(), stored.rev(), react.emoji(), react.accountId(), on)));
            }
            case Command.Change _ -> List.of(tell(entry, altered, altered.recipients(), tombstone(stored)));
        };
    }

    private static ServerFrame tombstone(StoredMessage stored) {
        UUID conversation = stored.message().conversationId();
        return switch (stored.message().state()) {
            case BURNED -> new ServerFrame.Burned(conversation, stored.seq(), stored.rev());
            case RECALLED, LIVE -> new ServerFrame.Recalled(conversation, stored.seq(), stored.rev());
        };
    }

    /** A frame for each way to see the message: they differ by one's own reactions only, so mostly there is one. */
    private static List<Delivery> eachAsItSees(
            Entry entry,
            Outcome outcome,
            List<UUID> recipients,
            StoredMessage stored,
            Function<Message, ServerFrame> frame) {
        Map<List<String>, List<UUID>> byOwn = new LinkedHashMap<>();
        byOwn.put(List.of(), new ArrayList<>());
        recipients.forEach(account -> byOwn.computeIfAbsent(stored.reactions().of(account), own -> new ArrayList<>())
                .add(account));
        List<Delivery> deliveries = new ArrayList<>();
        byOwn.values().stream().filter(alike -> !alike.isEmpty()).forEach(alike -> {
            Outcome answered = deliveries.isEmpty() ? outcome : null;
            deliveries.add(tell(entry, answered, alike, frame.apply(stored.seenBy(alike.getFirst()))));
        });
        return deliveries.isEmpty() ? answerAlone(entry, outcome) : deliveries;
    }

    private static ServerFrame mark(Entry entry, Outcome.Moved moved) {
        UUID conversation = entry.command().conversationId();
        return moved.read()
                ? new ServerFrame.Read(conversation, moved.accountId(), moved.seq())
                : new ServerFrame.Received(conversation, moved.accountId(), moved.seq());
    }

    private static ServerFrame settings(Entry entry, Outcome.Settled settled) {
        return new ServerFrame.SettingsChanged(
                entry.command().conversationId(),
                settled.settings().pinned(),
                settled.settings().muted());
    }

    /** @param answered what the asker is told in the same record; nothing when another record does */
    private static Delivery tell(Entry entry, @Nullable Outcome answered, List<UUID> recipients, ServerFrame frame) {
        ReplyAddress reply = entry.command().replyAddress();
        Answer answer = reply == null || answered == null ? null : answer(entry, answered);
        return new Delivery(
                entry.command().conversationId(),
                recipients,
                Json.bytes(frame),
                reply == null ? null : reply.stream(),
                answer == null ? null : reply,
                answer);
    }

    private static List<Delivery> answerAlone(Entry entry, Outcome outcome) {
        ReplyAddress reply = entry.command().replyAddress();
        return reply == null
                ? List.of()
                : List.of(Delivery.answer(entry.command().conversationId(), reply, answer(entry, outcome)));
    }

    private static Answer answer(Entry entry, Outcome outcome) {
        UUID conversation = entry.command().conversationId();
        return switch (outcome) {
            case Outcome.Said said -> sent(said.stored(), false);
            case Outcome.SaidBefore before -> sent(before.stored(), true);
            case Outcome.Altered altered -> changed(entry, altered.stored());
            case Outcome.Unaltered unaltered -> changed(entry, unaltered.stored());
            case Outcome.Moved moved -> new Answer.Moved(conversation, moved.seq());
            case Outcome.Unchanged unchanged ->
                new Answer.Moved(conversation, unchanged.seq() == null ? 0 : unchanged.seq());
            case Outcome.Settled _, Outcome.Changed _, Outcome.Opened _, Outcome.Burned _ ->
                new Answer.Moved(conversation, 0);
            case Outcome.Refused refused -> new Answer.Refused(refused.problem());
        };
    }

    private static Answer changed(Entry entry, StoredMessage stored) {
        Message message = entry.command() instanceof Command.Edit edit ? stored.seenBy(edit.accountId()) : null;
        return new Answer.Changed(stored.message().conversationId(), stored.seq(), stored.rev(), message);
    }

    /** The same for the first and every repeat, whatever has become of the message since. */
    private static Answer sent(StoredMessage stored, boolean repeated) {
        Message message = stored.message();
        return new Answer.Sent(
                message.conversationId(), message.id(), message.seq(), stored.sentRev(), message.sentAt(), repeated);
    }
}
