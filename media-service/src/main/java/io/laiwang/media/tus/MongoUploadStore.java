package io.laiwang.media.tus;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A part of the medium's own document, so it goes with it. */
final class MongoUploadStore implements UploadStore {
    private final ReactiveMongoCollection<Document> media;

    MongoUploadStore(ReactiveMongoDatabase database) {
        this.media = database.getCollection("media");
    }

    @Override
    public Uni<Void> add(Upload upload) {
        Document document = new Document("length", upload.length())
                .append("received", upload.received())
                .append("contentType", upload.contentType())
                .append("metadata", upload.metadata())
                .append("expiresAt", upload.expiresAt())
                .append("parts", List.of());
        return update(eq("_id", upload.id()), Updates.set("upload", document)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Upload>> find(UUID id) {
        return media.find(and(eq("_id", id), exists("upload"), ne("state", "gone")))
                .map(MongoUploadStore::upload)
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Boolean> append(UUID id, long offset, long length, String part) {
        return update(
                and(eq("_id", id), eq("upload.received", offset)),
                Updates.combine(Updates.inc("upload.received", length), Updates.push("upload.parts", part)));
    }

    @Override
    public Uni<Void> forgetParts(UUID id) {
        return update(eq("_id", id), Updates.set("upload.parts", List.of())).replaceWithVoid();
    }

    private Uni<Boolean> update(Bson filter, Bson change) {
        return media.updateOne(filter, change).map(done -> done.getMatchedCount() > 0);
    }

    private static Upload upload(Document document) {
        Document upload = document.get("upload", Document.class);
        return new Upload(
                document.get("_id", UUID.class),
                document.get("ownerId", UUID.class),
                upload.getLong("length"),
                upload.getLong("received"),
                upload.getString("contentType"),
                upload.getString("metadata"),
                upload.getDate("expiresAt").toInstant(),
                upload.getList("parts", String.class));
    }
}
