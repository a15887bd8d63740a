package io.laiwang.chat.sealed.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentKeysTest {
    private static final byte[] CONTENT = "for your eyes".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ROW = {1, 2, 3};

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-01-02T12:00:00Z");
    private ContentKeys keys;

    @BeforeEach
    void start() {
        keys = startAgain();
    }

    @Test
    void opensWhatItSealedAlsoAfterARestart() {
        Secret secret = get(keys.seal(CONTENT, ROW));

        assertArrayEquals(CONTENT, get(keys.open(secret, ROW)));
        assertArrayEquals(CONTENT, get(startAgain().open(secret, ROW)));
        assertFalse(new String(secret.content(), StandardCharsets.ISO_8859_1).contains("eyes"));
    }

    @Test
    void opensNothingInAnotherRowAndNothingThatWasTamperedWith() {
        Secret secret = get(keys.seal(CONTENT, ROW));
        byte[] content = secret.content().clone();
        content[content.length - 1] ^= 1;

        assertThrows(IllegalStateException.class, () -> get(keys.open(secret, new byte[] {9})));
        assertThrows(
                IllegalStateException.class,
                () -> get(keys.open(new Secret(content, secret.wrappedKey(), secret.keyId()), ROW)));
    }

    @Test
    void whatIsWrappedAnewLivesOnAndWhatIsNotDiesWithItsDay() {
        Secret before = get(keys.seal(CONTENT, ROW));
        now = now.plus(Duration.ofHours(24));
        Secret after = get(keys.rewrap(before, ROW));
        assertEquals(List.of(before.keyId()), get(keys.past()));

        get(keys.destroy(before.keyId()));

        assertArrayEquals(CONTENT, get(startAgain().open(after, ROW)));
        assertThrows(IllegalStateException.class, () -> get(keys.open(before, ROW)));
        assertThrows(IllegalStateException.class, () -> get(startAgain().open(before, ROW)));
        assertEquals(List.of(), get(keys.past()));
    }

    @Test
    void twoInstancesHaveOneKeyADayThatTheirOwnerAloneReads() throws IOException {
        Secret one = get(keys.seal(CONTENT, ROW));
        Secret other = get(startAgain().seal(CONTENT, ROW));

        assertEquals(one.keyId(), other.keyId());
        assertArrayEquals(CONTENT, get(keys.open(other, ROW)));
        Set<String> rights = new HashSet<>();
        try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
            for (Path file : files.toList()) {
                rights.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        assertEquals(Set.of("rw-------"), rights);
    }

    @Test
    void aKeyIsKeptForWhatIsOnItsWayAndForOtherClocks() {
        Secret before = get(keys.seal(CONTENT, ROW));
        now = Instant.ofEpochSecond(Long.parseLong(before.keyId()))
                .plus(Duration.ofHours(23))
                .plusSeconds(59);

        assertEquals(List.of(), get(keys.past()));
        now = now.plusSeconds(1);
        assertEquals(List.of(before.keyId()), get(keys.past()));
    }

    /** It dies between making or destroying a file and taking away what it made it from. */
    @Test
    void whatACrashLeavesOfAKeyGoesWithIt() throws IOException {
        String day = get(keys.seal(CONTENT, ROW)).keyId();
        Path lies = folder.resolve("keys");
        Files.createLink(lies.resolve(day + ".123.new"), lies.resolve(day + ".key"));
        Files.move(lies.resolve(day + ".key"), lies.resolve(day + ".gone"));
        now = now.plus(Duration.ofHours(24));

        assertEquals(List.of(day), get(startAgain().past()));
        get(startAgain().destroy(day));
        try (Stream<Path> files = Files.list(lies)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private ContentKeys startAgain() {
        KeySettings settings = new KeySettings() {
            @Override
            public Path dir() {
                return folder.resolve("keys");
            }

            @Override
            public Duration period() {
                return Duration.ofHours(23);
            }

            @Override
            public Duration grace() {
                return Duration.ofMinutes(1);
            }
        };
        return new ContentKeys(settings, new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
