package io.laiwang.chat.log;

import io.laiwang.chat.conversation.Entry;
import io.laiwang.chat.conversation.Outcome;
import io.laiwang.chat.log.Draft.Decided;
import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.SealedBook;
import io.laiwang.chat.sealed.SealedKey;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Message;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch means to the contents of disappearing messages: asked for before it is decided, bound before it is told,
 * marked as told after. A batch without such messages costs nothing here.
 */
final class Disappearing {
    private static final Duration STORE_DEADLINE = Duration.ofSeconds(5);
    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final SealedBook book;

    Disappearing(SealedBook book) {
        this.book = book;
    }

    /** Of the envelopes in a batch those that have a content. */
    Uni<Set<SealedKey>> kept(List<Entry> batch) {
        List<SealedKey> keys = batch.stream()
                .map(Disappearing::envelope)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return keys.isEmpty() ? Uni.createFrom().item(Set.of()) : inTime(book.kept(keys));
    }

    static @Nullable SealedKey envelope(Entry entry) {
        return entry.command() instanceof Command.Send send && send.content() instanceof Content.Sealed
                ? new SealedKey(send.conversationId(), send.accountId(), send.id())
                : null;
    }

    /** The messages are stored: in the order of the log, first who came, then who went. */
    Uni<Void> written(Draft draft) {
        List<Decided> decided = draft.decided();
        return inTime(book.bind(bindings(decided).toList()))
                .chain(() -> inTime(book.drop(repeated(decided).toList())))
                .chain(() -> inTime(book.recalled(recalled(decided).toList())))
                .chain(() -> left(decided));
    }

    Uni<Void> told(Draft draft) {
        List<Command.OfSealed> commands = draft.decided().stream()
                .map(d -> d.entry().command())
                .filter(Command.OfSealed.class::isInstance)
                .map(Command.OfSealed.class::cast)
                .toList();
        return commands.isEmpty() ? DONE : inTime(book.told(commands));
    }

    private static Stream<Binding> bindings(List<Decided> decided) {
        return decided.stream()
                .flatMap(d -> d.outcome() instanceof Outcome.Said said
                        ? binding(d.entry().rev(), said)
                        : Stream.empty());
    }

    private static Stream<Binding> binding(long rev, Outcome.Said said) {
        Message message = said.message();
        UUID sender = message.senderId();
        return message.content() instanceof Content.Sealed envelope && envelope.expiresAt() != null && sender != null
                ? Stream.of(new Binding(
                        new SealedKey(message.conversationId(), sender, message.id()),
                        message.seq(),
                        rev,
                        envelope.burn(),
                        envelope.expiresAt(),
                        said.recipients()))
                : Stream.empty();
    }

    private static Stream<SealedKey> repeated(List<Decided> decided) {
        return decided.stream()
                .filter(d -> d.outcome() instanceof Outcome.SaidBefore)
                .map(d -> envelope(d.entry()))
                .filter(Objects::nonNull);
    }

    /** A tombstone doesn't say whether it had an envelope; of one that had none there is nothing to erase. */
    private static Stream<SealedKey> recalled(List<Decided> decided) {
        return decided.stream()
                .map(Decided::outcome)
                .filter(outcome ->
                        outcome instanceof Outcome.Altered altered && altered.change() instanceof Command.Recall)
                .map(outcome -> ((Outcome.Altered) outcome).stored().message())
                .filter(message -> message.senderId() != null)
                .map(message -> new SealedKey(message.conversationId(), message.senderId(), message.id()));
    }

    private Uni<Void> left(List<Decided> decided) {
        Uni<Void> done = DONE;
        for (Decided one : decided) {
            if (one.entry().command() instanceof Command.Membership event
                    && !(one.outcome() instanceof Outcome.Refused)) {
                done = done.chain(() -> left(event, one.entry().rev()));
            }
        }
        return done;
    }

    private Uni<Void> left(Command.Membership event, long rev) {
        return switch (event) {
            case Command.MemberLeft left -> inTime(book.left(left.conversationId(), left.accountId(), rev));
            case Command.MembersStated stated -> inTime(book.stayed(stated.conversationId(), in(stated), rev));
            case Command.DirectOpened _,
                    Command.DirectClosed _,
                    Command.GroupOpened _,
                    Command.GroupRenamed _,
                    Command.GroupClosed _,
                    Command.MembersJoined _,
                    Command.MemberMuted _,
                    Command.RoleChanged _,
                    Command.OwnerChanged _,
                    Command.GroupAnnounced _ -> DONE;
        };
    }

    private static Set<UUID> in(Command.MembersStated stated) {
        return stated.members().stream().map(Command.Stated::accountId).collect(Collectors.toSet());
    }

    private static <T> Uni<T> inTime(Uni<T> step) {
        return step.ifNoItem().after(STORE_DEADLINE).fail();
    }
}
