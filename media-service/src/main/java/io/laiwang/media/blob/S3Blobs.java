package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Bytes in a bucket: {@code <id>/bytes} and {@code <id>/<name>}. One request where the length is known, in parts
 * otherwise, each held while it is sent.
 */
final class S3Blobs implements BlobStore {
    /** S3's smallest part but for the last. */
    private static final int PART = 5 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_BYTES = Duration.ofMinutes(2);
    private static final int WRONG_RANGE = 416;

    private final S3AsyncClient client;
    private final String bucket;

    S3Blobs(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    void close() {
        client.close();
    }

    @Override
    public Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes) {
        return new S3Parts(client, bucket, key(name)).write(Pieces.ofSize(PART, bytes));
    }

    @Override
    public Uni<Void> write(BlobName name, Multi<ByteBuffer> bytes, long length) {
        AsyncRequestBody body = AsyncRequestBody.fromPublisher(AdaptersToReactiveStreams.publisher(bytes));
        return ask(
                        PATIENCE_WITH_BYTES,
                        () -> client.putObject(
                                put -> put.bucket(bucket).key(key(name)).contentLength(length), body))
                .replaceWithVoid();
    }

    @Override
    public Multi<ByteBuffer> read(BlobName name, long from, long length) {
        String range = length > Long.MAX_VALUE - from - 1
                ? "bytes=%d-".formatted(from)
                : "bytes=%d-%d".formatted(from, from + length - 1);
        return ask(
                        PATIENCE,
                        () -> client.getObject(
                                get -> get.bucket(bucket).key(key(name)).range(range),
                                AsyncResponseTransformer.toPublisher()))
                .onFailure(S3Blobs::isMissing)
                .transform(missing -> new NoSuchBlob(name))
                .onItem()
                .transformToMulti(found -> Multi.createFrom().publisher(AdaptersToFlow.publisher(found)))
                .onFailure(failure -> status(failure) == WRONG_RANGE)
                .recoverWithCompletion();
    }

    @Override
    public Uni<OptionalLong> size(BlobName name) {
        return ask(PATIENCE, () -> client.headObject(head -> head.bucket(bucket).key(key(name))))
                .map(HeadObjectResponse::contentLength)
                .map(OptionalLong::of)
                .onFailure(S3Blobs::isMissing)
                .recoverWithItem(OptionalLong.empty());
    }

    @Override
    public Uni<Void> delete(BlobName name) {
        return delete(key(name));
    }

    private Uni<Void> delete(String key) {
        return ask(
                        PATIENCE,
                        () -> client.deleteObject(
                                delete -> delete.bucket(bucket).key(key)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> erase(UUID mediumId) {
        String prefix = mediumId + "/";
        return Multi.createBy()
                .repeating()
                .uni(() -> erasePage(prefix))
                .whilst(more -> more)
                .collect()
                .last()
                .chain(() -> S3Parts.abortAll(client, bucket, prefix));
    }

    /** What a listing tells at once; whether there is more. */
    private Uni<Boolean> erasePage(String prefix) {
        return ask(
                        PATIENCE,
                        () -> client.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)))
                .call(page -> Multi.createFrom()
                        .iterable(page.contents())
                        .map(S3Object::key)
                        .onItem()
                        .transformToUniAndConcatenate(this::delete)
                        .collect()
                        .last())
                .map(ListObjectsV2Response::isTruncated);
    }

    static <T> Uni<T> ask(Duration patience, Supplier<CompletableFuture<T>> call) {
        return Uni.createFrom()
                .completionStage(call)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(CompletionException.class)
                .transform(failure -> failure.getCause() == null ? failure : failure.getCause());
    }

    private static boolean isMissing(Throwable failure) {
        return status(failure) == 404;
    }

    private static int status(Throwable failure) {
        return failure instanceof S3Exception refused ? refused.statusCode() : 0;
    }

    private static String key(BlobName name) {
        return name.mediumId() + "/" + (name.isDerived() ? name.derived() : "bytes");
    }
}
