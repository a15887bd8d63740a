package io.laiwang.media.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.kit.problem.Outages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3BlobsTest extends BlobStoreContract {
    @TempDir
    static Path folder;

    private static S3Server server;
    private static S3Blobs blobs;

    @BeforeAll
    static void start() throws Exception {
        server = new S3Server(folder);
        blobs = blobs(server.url(), S3Server.SECRET_KEY);
    }

    @AfterAll
    static void stop() throws Exception {
        blobs.close();
        server.close();
    }

    @Override
    BlobStore blobs() {
        return blobs;
    }

    @Test
    void writesWhatHasAKnownLengthInOneRequest() {
        byte[] bytes = bytes(6 * 1024 * 1024, 8);
        BlobName name = BlobName.of(UUID.randomUUID());
        blobs.write(name, pieces(bytes, 100_000), bytes.length).await().atMost(Duration.ofSeconds(30));
        assertArrayEquals(bytes, read(name, 0, bytes.length));
    }

    /** A listing tells a thousand at once. */
    @Test
    void erasesMoreThanOneListingTells() {
        UUID id = UUID.randomUUID();
        int many = 1_010;
        for (int i = 0; i < many; i++) {
            write(new BlobName(id, "png-" + i), pieces(new byte[] {1}, 1));
        }

        blobs.erase(id).await().atMost(Duration.ofSeconds(60));

        for (int i : new int[] {0, 999, 1_000, many - 1}) {
            assertEquals(OptionalLong.empty(), size(new BlobName(id, "png-" + i)), "png-" + i);
        }
    }

    @Test
    void aStoreThatIsDownIsAnOutage() {
        S3Blobs down = blobs(URI.create("http://127.0.0.1:9"), S3Server.SECRET_KEY);
        Throwable failure = failureOf(down);
        assertTrue(Outages.isOutage(failure), failure.toString());
        down.close();
    }

    @Test
    void aStoreThatRefusesIsNoMissingBlob() {
        S3Blobs refused = blobs(server.url(), "wrong");
        assertEquals(
                403, assertInstanceOf(S3Exception.class, failureOf(refused)).statusCode());
        refused.close();
    }

    private static Throwable failureOf(S3Blobs blobs) {
        return assertThrows(
                Exception.class,
                () -> blobs.size(BlobName.of(UUID.randomUUID())).await().atMost(Duration.ofSeconds(30)));
    }

    private static S3Blobs blobs(URI endpoint, String secret) {
        return new S3Blobs(S3Client.of(new Settings(Optional.of(endpoint), Optional.of(secret))), S3Server.BUCKET);
    }

    private record Settings(Optional<URI> endpoint, Optional<String> secretKey) implements BlobSettings.S3 {
        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String bucket() {
            return S3Server.BUCKET;
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(S3Server.ACCESS_KEY);
        }
    }
}
