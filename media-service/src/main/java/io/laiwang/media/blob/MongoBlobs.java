package io.laiwang.media.blob;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * Bytes in GridFS, with the layout of its specification, so that MongoDB's tools read them. Not through the driver's
 * bucket: it writes up to 256 chunks at once, which is a whole medium in memory, and can't begin to read in the middle.
 * A file's {@code _id} begins with its medium's id, so that one range of ids is all there is of a medium, chunks of a
 * write that was broken off included.
 */
final class MongoBlobs implements BlobStore {
    private static final int CHUNK = 255 * 1024;
    private static final int CHUNKS_AT_ONCE = 2;

    private final ReactiveMongoCollection<Document> files;
    private final ReactiveMongoCollection<Document> chunks;
    private final Uni<Void> indexes;
    private final Clock clock;

    MongoBlobs(ReactiveMongoDatabase database, Clock clock) {
        this.files = database.getCollection("blobs.files");
        this.chunks = database.getCollection("blobs.chunks");
        this.clock = clock;
        this.indexes = files.createIndex(Indexes.ascending("filename", "uploadDate"))
                .chain(() -> chunks.createIndex(Indexes.ascending("files_id", "n"), new IndexOptions().unique(true)))
                .replaceWithVoid()
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .indefinitely()
                .memoize()
                .indefinitely();
    }

    @Override
    public Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes) {
        String id = filename(name) + "/" + new ObjectId();
        return indexes.chain(() -> writeChunks(id, bytes))
                .chain(length -> files.insertOne(file(id, name, length)))
                .onFailure()
                .call(() -> forget(eq("files_id", id)))
                .onCancellation()
                .call(() -> forget(eq("files_id", id)))
                .chain(() -> forgetOlder(name, id));
    }

    private Uni<Long> writeChunks(String id, Multi<ByteBuffer> bytes) {
        AtomicInteger n = new AtomicInteger();
        AtomicLong length = new AtomicLong();
        return Pieces.ofSize(CHUNK, bytes)
                .onItem()
                .invoke(chunk -> length.addAndGet(chunk.length))
                .map(chunk -> chunk(id, n.getAndIncrement(), chunk))
                .group()
                .intoLists()
                .of(CHUNKS_AT_ONCE)
                .onItem()
                .transformToUniAndConcatenate(chunks::insertMany)
                .collect()
                .last()
                .map(done -> length.get());
    }

    @Override
    public Multi<ByteBuffer> read(BlobName name, long from, long length) {
        return newest(name)
                .map(found -> found.orElseThrow(() -> new NoSuchBlob(name)))
                .onItem()
                .transformToMulti(file -> read(file, from, Math.min(length, file.getLong("length") - from)));
    }

    private Multi<ByteBuffer> read(Document file, long from, long length) {
        if (length <= 0) {
            return Multi.createFrom().empty();
        }
        int size = file.getInteger("chunkSize");
        int first = Math.toIntExact(from / size);
        int last = Math.toIntExact((from + length - 1) / size);
        FindOptions inOrder = new FindOptions().sort(Sorts.ascending("n")).batchSize(CHUNKS_AT_ONCE);
        AtomicInteger next = new AtomicInteger(first);
        return chunks.find(and(eq("files_id", file.getString("_id")), gte("n", first), lte("n", last)), inOrder)
                .map(chunk -> part(chunk, next.getAndIncrement(), size, from, length))
                .onCompletion()
                .invoke(() -> complete(next.get(), last + 1));
    }

    private static ByteBuffer part(Document chunk, int n, int size, long from, long length) {
        complete(chunk.getInteger("n"), n);
        byte[] data = chunk.get("data", Binary.class).getData();
        long begin = (long) n * size;
        int start = (int) Math.max(0, from - begin);
        int end = (int) Math.min(data.length, from + length - begin);
        return ByteBuffer.wrap(data, start, end - start).slice();
    }

    /** It may have been erased under the reader's hands. */
    private static void complete(int n, int expected) {
        if (n != expected) {
            throw new UncheckedIOException(new EOFException("chunk " + expected + " is missing"));
        }
    }

    @Override
    public Uni<OptionalLong> size(BlobName name) {
        return newest(name).map(found -> found.map(file -> OptionalLong.of(file.getLong("length")))
                .orElseGet(OptionalLong::empty));
    }

    private Uni<Optional<Document>> newest(BlobName name) {
        FindOptions newest = new FindOptions().sort(Sorts.descending("_id")).limit(1);
        return files.find(eq("filename", filename(name)), newest)
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> delete(BlobName name) {
        return erase(filename(name) + "/");
    }

    @Override
    public Uni<Void> erase(UUID mediumId) {
        return erase(mediumId + "/");
    }

    private Uni<Void> erase(String prefix) {
        return files.deleteMany(startsWith("_id", prefix)).chain(() -> forget(startsWith("files_id", prefix)));
    }

    private Uni<Void> forget(Bson chunksOf) {
        return chunks.deleteMany(chunksOf).replaceWithVoid();
    }

    /** Only those before it, so that of two at once one is left. */
    private Uni<Void> forgetOlder(BlobName name, String id) {
        Bson older = and(gte("_id", filename(name) + "/"), lt("_id", id));
        return files.find(older)
                .onItem()
                .transformToUniAndConcatenate(file -> files.deleteOne(eq("_id", file.getString("_id")))
                        .chain(() -> forget(eq("files_id", file.getString("_id")))))
                .collect()
                .last();
    }

    /** As a range, which an index can answer; ids end with a slash and what comes behind it. */
    private static Bson startsWith(String field, String prefix) {
        String after = prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
        return and(gte(field, prefix), lt(field, after));
    }

    private static String filename(BlobName name) {
        return name.mediumId() + "/" + (name.isDerived() ? name.derived() : "bytes");
    }

    private Document file(String id, BlobName name, long length) {
        return new Document("_id", id)
                .append("length", length)
                .append("chunkSize", CHUNK)
                .append("uploadDate", clock.instant())
                .append("filename", filename(name));
    }

    private static Document chunk(String id, int n, byte[] data) {
        return new Document("_id", new ObjectId())
                .append("files_id", id)
                .append("n", n)
                .append("data", new Binary(data));
    }
}
