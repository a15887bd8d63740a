package io.laiwang.chat.search;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The index of terms. */
public interface SearchStore {
    /** What no message is sent after. */
    Instant FOREVER = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * Where to look in one conversation, and for what.
     *
     * @param terms their keys, the one to look up first; the others are compared with what that finds
     * @param since when the first message was sent that may be read, or before
     * @param until when the last one was, or after
     */
    record Scope(UUID conversationId, List<Long> terms, long fromSeq, long toSeq, Instant since, Instant until) {}

    /** A message that has the first of the terms. */
    record Candidate(Place place, boolean hasAllTerms) {}

    /** The newest first; {@code before} is the last one that was looked at already. */
    Uni<List<Candidate>> candidates(List<Scope> scopes, @Nullable Place before, int limit);
}
