package io.laiwang.auth;

import static io.laiwang.auth.Exports.export;
import static io.laiwang.auth.Exports.tells;
import static io.laiwang.auth.Exports.withNothing;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An export on its way: as fast as it is read, a few at once, and broken where it can't be whole. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class ExportStreamTest {
    private static final int AT_ONCE = 4;
    private static final int PART = 256 * 1024;

    @Test
    void isMadeAsFastAsItIsReadAndNoFaster() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        long size = 96L * 1024 * 1024;
        UUID film = big(ann, size);

        try (ZipInputStream zip = new ZipInputStream(export(ann).body())) {
            for (int i = 0; i < 5; i++) {
                zip.getNextEntry();
            }
            int asked = settled(ann, film);
            assertTrue(asked < size / PART / 2, "nobody reads, and %d parts were asked for".formatted(asked));
            assertEquals("media/%s.mp4".formatted(film), zip.getNextEntry().getName());
            long read = 0;
            byte[] piece = new byte[64 * 1024];
            for (int n = zip.read(piece); n >= 0; n = zip.read(piece)) {
                assertEquals(OtherServices.byteAt(read), piece[0]);
                read += n;
            }
            assertEquals(size, read);
            assertEquals("manifest.json", zip.getNextEntry().getName());
        }
    }

    @Test
    void anArchiveIsWholeOrVisiblyBroken() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        UUID film = big(ann, 8L * 1024 * 1024);
        OtherServices.failsAfter(ann.id(), film, 3);
        InputStream broken = export(ann).body();
        assertThrows(IOException.class, broken::readAllBytes);

        Someone ben = Someone.signUp();
        ben.call()
                .get("/v1/accounts/me/export")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("unavailable"));
    }

    @Test
    void aFewAreMadeAtOnceAndTheNextIsAskedToWait() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        big(ann, 96L * 1024 * 1024);
        List<InputStream> open = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            open.add(export(ann).body());
        }

        ann.call()
                .get("/v1/accounts/me/export")
                .then()
                .statusCode(429)
                .header("Retry-After", equalTo("30"))
                .body("code", equalTo("too-many-requests"));

        for (InputStream one : open) {
            one.close();
        }
        Someone ben = withNothing(Someone.signUp());
        Awaitility.await().until(() -> {
            HttpResponse<InputStream> answer = export(ben);
            answer.body().readAllBytes();
            return answer.statusCode() == 200;
        });
    }

    private static UUID big(Someone who, long size) {
        UUID film = UUID.randomUUID();
        tells(who, "media", """
                {"items":[{"id":"%s","contentType":"video/mp4","size":%d}],"nextCursor":null}""".formatted(film, size));
        OtherServices.blob(who.id(), film, size);
        return film;
    }

    /** How many parts were asked for when no more are. */
    private static int settled(Someone who, UUID medium) {
        AtomicInteger last = new AtomicInteger(-1);
        Awaitility.await().pollInterval(Duration.ofMillis(500)).until(() -> {
            int asked = OtherServices.partsAsked(who.id(), medium);
            return asked == last.getAndSet(asked) && asked > 0;
        });
        return last.get();
    }
}
