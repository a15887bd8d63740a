package io.laiwang.chat.sealed;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.laiwang.contracts.Content;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a disappearing message, its content aside. Every change is one of these steps, written only over the
 * version that it was decided on, so that of two that race one is decided after the other:
 *
 * <pre>
 * Unbound ── bind ──► Bound ── burn ──► Burned ── told, media erased ──► (no row)
 *    └───────────────── burn ──────────────┘        open, leave, tellOpened: Bound to Bound
 * </pre>
 *
 * Times are the server's, given by the caller. Nothing here, and nothing in the store, opens a content at or after its
 * deadline, whether or not it was erased by then.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Sealed.Unbound.class, name = "unbound"),
    @JsonSubTypes.Type(value = Sealed.Bound.class, name = "bound"),
    @JsonSubTypes.Type(value = Sealed.Burned.class, name = "burned")
})
@RegisterForReflection(targets = {Sealed.class, SealedKey.class, Reader.class, Cause.class})
public sealed interface Sealed {
    /** How long a message may be on its way before its content is given up. */
    Duration LONGEST_UNBOUND = Duration.ofHours(24);

    /** What must be told is told at once by who decided it, and after this by the sweeper. */
    Duration TELL_AGAIN = Duration.ofSeconds(5);

    SealedKey key();

    /** The medium that belongs to this message alone. */
    @Nullable
    UUID medium();

    /** When the sweeper must look at it next. */
    @JsonIgnore
    Instant dueAt();

    /** Kept, but not on the log yet. */
    record Unbound(SealedKey key, @Nullable UUID medium, Instant removeAt) implements Sealed {
        /** @param timerSeconds the conversation's; 0 without */
        public static Unbound of(SealedKey key, @Nullable UUID medium, int timerSeconds, Instant now) {
            Duration timer = Duration.ofSeconds(timerSeconds);
            boolean byTimer = timerSeconds > 0 && timer.compareTo(LONGEST_UNBOUND) < 0;
            return new Unbound(key, medium, now.plus(byTimer ? timer : LONGEST_UNBOUND));
        }

        public Bound bind(Binding binding) {
            List<Reader> readers = binding.recipients().stream()
                    .filter(account -> !account.equals(key.senderId()))
                    .map(Reader::of)
                    .toList();
            return new Bound(key, medium, binding.seq(), binding.rev(), binding.burn(), binding.expiresAt(), readers);
        }

        public Burned burn(Instant now, Cause cause) {
            // the log knows nothing of it, so there is nothing to tell
            return new Burned(key, medium, 0, now, cause, now, true);
        }

        @Override
        public Instant dueAt() {
            return removeAt;
        }
    }

    /**
     * A message of the conversation.
     *
     * @param rev its place on the log; none in rows that were written before this was kept
     * @param burn none when its timer alone ends it
     * @param expiresAt the end for all
     */
    record Bound(
            SealedKey key,
            @Nullable UUID medium,
            long seq,
            @Nullable Long rev,
            Content.@Nullable Burn burn,
            Instant expiresAt,
            List<Reader> readers)
            implements Sealed {
        /** The first opening starts an account's clock; its sender has none. Empty: it is gone for this account. */
        public Optional<Opening> open(UUID account, Instant now) {
            if (!now.isBefore(deadline())) {
                return Optional.empty();
            }
            return account.equals(key.senderId())
                    ? Optional.of(new Opening(this, deadline(), false))
                    : reader(account).flatMap(reader -> open(reader, now));
        }

        private Optional<Opening> open(Reader reader, Instant now) {
            Instant until = reader.until();
            if (until == null) {
                Instant own = ownDeadline(now);
                return Optional.of(new Opening(change(reader.accountId(), r -> r.opened(now, own)), own, true));
            }
            return now.isBefore(until) ? Optional.of(new Opening(this, until, false)) : Optional.empty();
        }

        private Instant ownDeadline(Instant now) {
            Instant own = burn == null ? expiresAt : now.plusSeconds(burn.afterOpenSeconds());
            return own.isBefore(expiresAt) ? own : expiresAt;
        }

        /** When every recipient's clock has run out, or the end for all. */
        @JsonIgnore
        public Instant deadline() {
            boolean allOpened = !readers.isEmpty() && readers.stream().allMatch(reader -> reader.until() != null);
            return allOpened
                    ? readers.stream()
                            .map(reader -> Objects.requireNonNull(reader.until()))
                            .max(Instant::compareTo)
                            .orElse(expiresAt)
                    : expiresAt;
        }

        boolean isBefore(long place) {
            return rev == null || rev < place;
        }

        Bound without(Predicate<UUID> gone) {
            List<Reader> left = readers.stream()
                    .filter(reader -> !gone.test(reader.accountId()))
                    .toList();
            return new Bound(key, medium, seq, rev, burn, expiresAt, left);
        }

        /** Who leaves no longer counts; when there is no clock left to wait for, nobody's or all run out, it goes at once. */
        Sealed leave(Predicate<UUID> gone, Instant now) {
            Bound left = without(gone);
            boolean forNobody = burn != null && left.readers.isEmpty() && !readers.isEmpty();
            if (forNobody) {
                return left.burn(now, Cause.LEFT).retryAt(now);
            }
            return left.isOver(now) ? left.burn(now, left.endedBy()).retryAt(now) : left;
        }

        Bound tellOpened(UUID account) {
            return change(account, Reader::tellOpened);
        }

        /** By one who sees to the rest at once. */
        public Burned burn(Instant now, Cause cause) {
            return new Burned(key, medium, seq, now, cause, now.plus(TELL_AGAIN), false);
        }

        /** The log knows; the sweeper sees to the medium. */
        Burned recall(Instant now) {
            return new Burned(key, medium, seq, now, Cause.RECALLED, now, true);
        }

        public boolean isOver(Instant now) {
            return !now.isBefore(deadline());
        }

        /** Who has opened it without the log knowing yet. */
        @JsonIgnore
        public List<UUID> untold() {
            return readers.stream()
                    .filter(Reader::isUntold)
                    .map(Reader::accountId)
                    .toList();
        }

        @JsonIgnore
        public Cause endedBy() {
            return deadline().isBefore(expiresAt) ? Cause.READ : Cause.EXPIRED;
        }

        @JsonIgnore
        List<UUID> openedBy() {
            return readers.stream()
                    .filter(reader -> reader.openedAt() != null)
                    .map(Reader::accountId)
                    .toList();
        }

        private Optional<Reader> reader(UUID account) {
            return readers.stream()
                    .filter(reader -> reader.accountId().equals(account))
                    .findFirst();
        }

        private Bound change(UUID account, UnaryOperator<Reader> how) {
            List<Reader> changed = readers.stream()
                    .map(reader -> reader.accountId().equals(account) ? how.apply(reader) : reader)
                    .toList();
            return new Bound(key, medium, seq, rev, burn, expiresAt, changed);
        }

        @Override
        public Instant dueAt() {
            return readers.stream()
                    .filter(Reader::isUntold)
                    .map(reader -> Objects.requireNonNull(reader.openedAt()).plus(TELL_AGAIN))
                    .filter(tell -> tell.isBefore(deadline()))
                    .min(Instant::compareTo)
                    .orElse(deadline());
        }
    }

    /**
     * The content and its key are no more.
     *
     * @param medium what is still to be erased, if anything
     * @param retryAt when to try again what is left to do
     * @param told whether the log has its tombstone
     */
    record Burned(
            SealedKey key, @Nullable UUID medium, long seq, Instant at, Cause cause, Instant retryAt, boolean told)
            implements Sealed {
        /** A message without a content, because that was given up before it came. */
        static Burned lost(SealedKey key, long seq, Instant now) {
            return new Burned(key, null, seq, now, Cause.LOST, now, false);
        }

        Burned tell() {
            return new Burned(key, medium, seq, at, cause, retryAt, true);
        }

        public Burned mediumErased() {
            return new Burned(key, null, seq, at, cause, retryAt, told);
        }

        public Burned retryAt(Instant time) {
            return new Burned(key, medium, seq, at, cause, time, told);
        }

        /** Nothing is left to do, so the row goes too. */
        @JsonIgnore
        boolean isOver() {
            return told && medium == null;
        }

        @Override
        public Instant dueAt() {
            return retryAt;
        }
    }

    /** What the log says of a message: the same again when it is worked again. */
    record Binding(
            SealedKey key, long seq, long rev, Content.@Nullable Burn burn, Instant expiresAt, List<UUID> recipients) {}

    /** @param isFirst whether the account's clock starts here, which is to be told */
    record Opening(Bound row, Instant until, boolean isFirst) {}
}
