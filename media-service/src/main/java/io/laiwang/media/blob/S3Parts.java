package io.laiwang.media.blob;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Writes one object in parts, the next when the last is there. */
final class S3Parts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final S3AsyncClient client;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();

    S3Parts(S3AsyncClient client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    Uni<Void> write(Multi<byte[]> bytes) {
        return S3Blobs.ask(
                        PATIENCE,
                        () -> client.createMultipartUpload(
                                create -> create.bucket(bucket).key(key)))
                .chain(begun -> writeParts(bytes, begun.uploadId()));
    }

    private Uni<Void> writeParts(Multi<byte[]> bytes, String uploadId) {
        return bytes.onItem()
                .transformToUniAndConcatenate(part -> writePart(part, uploadId))
                .collect()
                .last()
                .chain(() -> parts.isEmpty()
                        ? writePart(new byte[0], uploadId)
                        : Uni.createFrom().voidItem())
                .chain(() -> complete(uploadId))
                .onFailure()
                .call(() -> abort(client, bucket, key, uploadId))
                .onCancellation()
                .call(() -> abort(client, bucket, key, uploadId));
    }

    private Uni<Void> writePart(byte[] bytes, String uploadId) {
        int number = parts.size() + 1;
        return S3Blobs.ask(
                        PATIENCE,
                        () -> client.uploadPart(
                                part -> part.bucket(bucket)
                                        .key(key)
                                        .uploadId(uploadId)
                                        .partNumber(number)
                                        .contentLength((long) bytes.length),
                                AsyncRequestBody.fromBytesUnsafe(bytes)))
                .invoke(done -> parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(done.eTag())
                        .build()))
                .replaceWithVoid();
    }

    private Uni<Void> complete(String uploadId) {
        return S3Blobs.ask(
                        PATIENCE,
                        () -> client.completeMultipartUpload(complete -> complete.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .multipartUpload(all -> all.parts(parts))))
                .replaceWithVoid();
    }

    private static Uni<Void> abort(S3AsyncClient client, String bucket, String key, String uploadId) {
        return S3Blobs.ask(
                        PATIENCE,
                        () -> client.abortMultipartUpload(
                                abort -> abort.bucket(bucket).key(key).uploadId(uploadId)))
                .replaceWithVoid();
    }

    /** What was begun under that prefix and never completed. */
    static Uni<Void> abortAll(S3AsyncClient client, String bucket, String prefix) {
        return Multi.createBy()
                .repeating()
                .uni(() -> abortPage(client, bucket, prefix))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** What a listing tells at once, which is told no more then; whether there is more. */
    private static Uni<Boolean> abortPage(S3AsyncClient client, String bucket, String prefix) {
        return S3Blobs.ask(
                        PATIENCE,
                        () -> client.listMultipartUploads(
                                list -> list.bucket(bucket).prefix(prefix)))
                .call(page -> Multi.createFrom()
                        .iterable(page.uploads())
                        .onItem()
                        .transformToUniAndConcatenate(upload -> abort(client, bucket, upload.key(), upload.uploadId()))
                        .collect()
                        .last())
                .map(page -> Boolean.TRUE.equals(page.isTruncated()) && page.hasUploads());
    }
}
