package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.Sealed.Binding;
import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.chat.sealed.Sealed.Unbound;
import io.laiwang.contracts.Command;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the log does to the rows. Each call can be made again and comes to the same. */
@Singleton
public class SealedBook {
    private static final int PAGE = 500;

    private final SealedStore store;
    private final BurnMetrics metrics;
    private final Clock clock;

    public SealedBook(SealedStore store, BurnMetrics metrics, Clock clock) {
        this.store = store;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Those whose content is there. */
    public Uni<Set<SealedKey>> kept(Collection<SealedKey> keys) {
        return store.find(keys).map(rows -> rows.stream()
                .filter(row -> !(row.state() instanceof Burned))
                .map(row -> row.state().key())
                .collect(Collectors.toSet()));
    }

    /** From here on they have readers and a deadline. One whose content is lost becomes a tombstone. */
    public Uni<Void> bind(Collection<Binding> bindings) {
        if (bindings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<SealedKey, Binding> byKey =
                bindings.stream().collect(Collectors.toMap(Binding::key, Function.identity(), (first, again) -> first));
        return Steps.each(store, byKey.keySet(), state -> bind(state, byKey.get(state.key())))
                .chain(() -> addLost(byKey));
    }

    private static Optional<Sealed> bind(Sealed state, @Nullable Binding binding) {
        return state instanceof Unbound unbound && binding != null
                ? Optional.of(unbound.bind(binding))
                : Optional.empty();
    }

    private Uni<Void> addLost(Map<SealedKey, Binding> byKey) {
        return store.find(byKey.keySet()).chain(rows -> {
            Map<SealedKey, Binding> lost = new HashMap<>(byKey);
            rows.forEach(row -> lost.remove(row.state().key()));
            Instant now = clock.instant();
            return each(lost.values(), one -> store.add(Burned.lost(one.key(), one.seq(), now), null));
        });
    }

    /** A repeated send has kept a content for an id that is a message already. */
    public Uni<Void> drop(Collection<SealedKey> keys) {
        Instant now = clock.instant();
        return ended(
                keys,
                state -> state instanceof Unbound unbound
                        ? Optional.of(unbound.burn(now, Cause.UNSENT))
                        : Optional.empty());
    }

    /**
     * Who leaves no longer counts.
     *
     * @param rev the leaving's place on the log: what was said after it, when they were back, is theirs
     */
    public Uni<Void> left(UUID conversationId, UUID accountId, long rev) {
        return leave(conversationId, accountId::equals, rev, 0);
    }

    /** Nobody but these is in: whoever else was to read something that was said before {@code rev} no longer counts. */
    public Uni<Void> stayed(UUID conversationId, Set<UUID> accountIds, long rev) {
        return leave(conversationId, account -> !accountIds.contains(account), rev, 0);
    }

    private Uni<Void> leave(UUID conversationId, Predicate<UUID> gone, long rev, long afterSeq) {
        return store.bound(conversationId, afterSeq, PAGE).chain(rows -> {
            List<SealedKey> keys = rows.stream().map(row -> row.state().key()).toList();
            Uni<Void> done = ended(keys, state -> leave(state, gone, rev));
            return rows.size() < PAGE
                    ? done
                    : done.chain(() -> leave(
                            conversationId, gone, rev, ((Bound) rows.getLast().state()).seq()));
        });
    }

    private Optional<Sealed> leave(Sealed state, Predicate<UUID> gone, long rev) {
        return state instanceof Bound bound
                        && bound.isBefore(rev)
                        && !bound.without(gone).equals(bound)
                ? Optional.of(bound.leave(gone, clock.instant()))
                : Optional.empty();
    }

    /** The sender, or who leads the group, has taken it back: gone at once, and the log knows. */
    public Uni<Void> recalled(Collection<SealedKey> keys) {
        Instant now = clock.instant();
        return ended(keys, state -> state instanceof Bound bound ? Optional.of(bound.recall(now)) : Optional.empty());
    }

    private Uni<Void> ended(Collection<SealedKey> keys, Function<Sealed, Optional<Sealed>> step) {
        return Steps.each(store, keys, step).invoke(metrics::ended).replaceWithVoid();
    }

    /** The log has told it, so nobody need tell it again. */
    public Uni<Void> told(Collection<? extends Command.OfSealed> commands) {
        Map<SealedKey, List<Command.OfSealed>> byKey =
                commands.stream().collect(Collectors.groupingBy(SealedBook::key));
        return Steps.each(store, byKey.keySet(), state -> told(state, byKey.getOrDefault(state.key(), List.of())))
                .replaceWithVoid();
    }

    private static Optional<Sealed> told(Sealed state, List<Command.OfSealed> commands) {
        Sealed next = state;
        for (Command.OfSealed command : commands) {
            next = switch (command) {
                case Command.Opened opened -> next instanceof Bound bound ? bound.tellOpened(opened.accountId()) : next;
                case Command.Burned _ -> next instanceof Burned burned ? burned.tell() : next;
            };
        }
        return next.equals(state) ? Optional.empty() : Optional.of(next);
    }

    private static SealedKey key(Command.OfSealed command) {
        return new SealedKey(command.conversationId(), command.senderId(), command.id());
    }

    private static <T> Uni<Void> each(Collection<T> all, Function<T, Uni<?>> step) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (T one : all) {
            done = done.chain(() -> step.apply(one).replaceWithVoid());
        }
        return done;
    }
}
