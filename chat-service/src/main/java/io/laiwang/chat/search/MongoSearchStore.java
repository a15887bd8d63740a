package io.laiwang.chat.search;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.laiwang.chat.store.MongoMessages;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Of each conversation a range of the index (terms, sentAt, _id), which the server merges by time; for some
 * conversations at once, since it merges so many and no more.
 */
public final class MongoSearchStore implements SearchStore {
    private static final int SCOPES_AT_ONCE = 50;

    private final ReactiveMongoCollection<Document> messages;

    public MongoSearchStore(ReactiveMongoDatabase database) {
        this.messages = database.getCollection("messages");
    }

    @Override
    public Uni<List<Candidate>> candidates(List<Scope> scopes, @Nullable Place before, int limit) {
        List<List<Scope>> parts = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i += SCOPES_AT_ONCE) {
            parts.add(scopes.subList(i, Math.min(scopes.size(), i + SCOPES_AT_ONCE)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToMultiAndConcatenate(part -> some(part, before, limit))
                .collect()
                .asList()
                .map(found -> newest(found, limit));
    }

    private static List<Candidate> newest(List<Candidate> found, int limit) {
        return found.stream()
                .sorted(Comparator.comparing(Candidate::place).reversed())
                .limit(limit)
                .toList();
    }

    private Multi<Candidate> some(List<Scope> scopes, @Nullable Place before, int limit) {
        List<Bson> ranges = scopes.stream().map(scope -> range(scope, before)).toList();
        FindOptions newestFirst = new FindOptions()
                .sort(Sorts.descending("sentAt", "_id"))
                .limit(limit)
                .projection(Projections.include("conversationId", "seq", "sentAt", "terms"));
        return messages.find(Filters.or(ranges), newestFirst).map(found -> candidate(found, scopes));
    }

    private static Bson range(Scope scope, @Nullable Place before) {
        UUID conversation = scope.conversationId();
        Instant until = before == null || scope.until().isBefore(before.sentAt()) ? scope.until() : before.sentAt();
        List<Bson> all = new ArrayList<>(List.of(
                Filters.eq("terms", scope.terms().getFirst()),
                Filters.gte("sentAt", Date.from(scope.since())),
                Filters.lte("sentAt", Date.from(until)),
                Filters.gte("_id", MongoMessages.key(conversation, scope.fromSeq())),
                Filters.lte("_id", MongoMessages.key(conversation, scope.toSeq()))));
        if (before != null) {
            all.add(Filters.or(
                    Filters.lt("sentAt", Date.from(before.sentAt())),
                    Filters.lt("_id", MongoMessages.key(before.conversationId(), before.seq()))));
        }
        return Filters.and(all);
    }

    private static Candidate candidate(Document found, List<Scope> scopes) {
        UUID conversation = found.get("conversationId", UUID.class);
        Scope scope = scopes.stream()
                .filter(one -> one.conversationId().equals(conversation))
                .findFirst()
                .orElseThrow();
        Place place = new Place(found.getDate("sentAt").toInstant(), conversation, found.getLong("seq"));
        return new Candidate(place, found.getList("terms", Long.class).containsAll(scope.terms()));
    }
}
