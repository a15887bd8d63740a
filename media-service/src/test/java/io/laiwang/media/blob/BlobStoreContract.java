package io.laiwang.media.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every place for bytes does, run against the real one of each kind. */
abstract class BlobStoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MIB = 1024 * 1024;

    private final UUID id = UUID.randomUUID();
    private final BlobName own = BlobName.of(id);
    private final BlobName thumbnail = new BlobName(id, "thumbnail-320");

    abstract BlobStore blobs();

    @Test
    void givesBackWhatWasWritten() {
        byte[] bytes = bytes(100_003, 1);
        write(own, pieces(bytes, 1_000));
        assertArrayEquals(bytes, read(own, 0, bytes.length));
        assertArrayEquals(bytes, read(own, 0, Long.MAX_VALUE));
        assertEquals(OptionalLong.of(bytes.length), size(own));
    }

    @Test
    void givesBackParts() {
        byte[] bytes = bytes(700_001, 2);
        write(own, pieces(bytes, 64 * 1024));
        for (int[] part :
                new int[][] {{0, 1}, {261_119, 3}, {255 * 1024, 255 * 1024}, {300_000, 400_001}, {700_000, 1}}) {
            byte[] expected = Arrays.copyOfRange(bytes, part[0], part[0] + part[1]);
            assertArrayEquals(expected, read(own, part[0], part[1]));
        }
        assertArrayEquals(Arrays.copyOfRange(bytes, 699_000, 700_001), read(own, 699_000, 5_000));
    }

    @Test
    void takesStreamsOfEverySize() {
        for (int size : new int[] {0, 1, 255 * 1024, 5 * MIB, 5 * MIB + 1, 13 * MIB}) {
            byte[] bytes = bytes(size, size);
            write(own, pieces(bytes, 100_000));
            assertEquals(OptionalLong.of(size), size(own));
            assertArrayEquals(bytes, read(own, 0, Long.MAX_VALUE));
        }
    }

    @Test
    void replacesWhatWasThere() {
        write(own, pieces(bytes(300_000, 3), 10_000));
        byte[] second = bytes(5_000, 4);
        write(own, pieces(second, 1_000));
        assertArrayEquals(second, read(own, 0, Long.MAX_VALUE));
        assertEquals(OptionalLong.of(5_000), size(own));
    }

    @Test
    void knowsWhatIsNotThere() {
        assertEquals(OptionalLong.empty(), size(own));
        assertThrows(NoSuchBlob.class, () -> read(own, 0, 10));
        blobs().delete(own).await().atMost(PATIENCE);
        blobs().erase(id).await().atMost(PATIENCE);
    }

    @Test
    void erasesAMediumWithAllThatIsDerivedAndNothingElse() {
        BlobName other = BlobName.of(UUID.randomUUID());
        for (BlobName name : new BlobName[] {own, thumbnail, new BlobName(id, "png-720"), other}) {
            write(name, pieces(bytes(1_000, 5), 1_000));
        }
        blobs().delete(new BlobName(id, "png-720")).await().atMost(PATIENCE);
        assertEquals(OptionalLong.empty(), size(new BlobName(id, "png-720")));
        assertEquals(OptionalLong.of(1_000), size(thumbnail));
        blobs().erase(id).await().atMost(PATIENCE);
        assertEquals(OptionalLong.empty(), size(own));
        assertEquals(OptionalLong.empty(), size(thumbnail));
        assertThrows(NoSuchBlob.class, () -> read(thumbnail, 0, 10));
        assertEquals(OptionalLong.of(1_000), size(other));
    }

    @Test
    void keepsNothingOfAStreamThatFails() {
        byte[] before = bytes(1_000, 6);
        write(own, pieces(before, 1_000));
        Multi<ByteBuffer> broken = Multi.createBy()
                .concatenating()
                .streams(pieces(bytes(7 * MIB, 7), 100_000), Multi.createFrom().failure(new IOException("gone")));
        assertThrows(Exception.class, () -> write(own, broken));
        assertArrayEquals(before, read(own, 0, Long.MAX_VALUE));
        assertThrows(Exception.class, () -> write(thumbnail, broken));
        assertEquals(OptionalLong.empty(), size(thumbnail));
    }

    @Test
    void asksForNoMoreThanItCanTake() {
        AtomicLong most = new AtomicLong();
        byte[] piece = new byte[64 * 1024];
        write(
                own,
                Multi.createFrom()
                        .range(0, 200)
                        .onRequest()
                        .invoke(n -> most.accumulateAndGet(n, Math::max))
                        .map(n -> ByteBuffer.wrap(piece)));
        assertTrue(most.get() <= 128, "asked for " + most.get() + " pieces at once");
        AssertSubscriber<ByteBuffer> slow =
                blobs().read(own, 0, Long.MAX_VALUE).subscribe().withSubscriber(AssertSubscriber.create(2));
        slow.awaitItems(2, PATIENCE);
        slow.assertNotTerminated();
        slow.cancel();
    }

    final void write(BlobName name, Multi<ByteBuffer> bytes) {
        blobs().write(name, bytes).await().atMost(PATIENCE);
    }

    final byte[] read(BlobName name, long from, long length) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        blobs().read(name, from, length)
                .onItem()
                .invoke(piece -> {
                    byte[] bytes = new byte[piece.remaining()];
                    piece.get(bytes);
                    all.writeBytes(bytes);
                })
                .collect()
                .last()
                .await()
                .atMost(PATIENCE);
        return all.toByteArray();
    }

    final OptionalLong size(BlobName name) {
        Uni<OptionalLong> size = blobs().size(name);
        return size.await().atMost(PATIENCE);
    }

    static Multi<ByteBuffer> pieces(byte[] bytes, int size) {
        return Multi.createFrom().range(0, (bytes.length + size - 1) / size).map(n -> ByteBuffer.wrap(
                        bytes, n * size, Math.min(size, bytes.length - n * size))
                .slice());
    }

    static byte[] bytes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
