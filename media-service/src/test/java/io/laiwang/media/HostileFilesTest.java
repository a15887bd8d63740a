package io.laiwang.media;

import static io.laiwang.media.Crafted.CARGO;
import static io.laiwang.media.Crafted.bytes;
import static io.laiwang.media.Crafted.endless;
import static io.laiwang.media.Crafted.frameWith;
import static io.laiwang.media.Crafted.indexOf;
import static io.laiwang.media.Crafted.largeFrame;
import static io.laiwang.media.Crafted.lossless;
import static io.laiwang.media.Crafted.patched;
import static io.laiwang.media.Crafted.segment;
import static io.laiwang.media.Crafted.text;
import static io.laiwang.media.Crafted.webp;
import static io.laiwang.media.Crafted.webpChunk;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.media.thumbnail.Samples;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that somebody made to do harm, through the front: each gets its answer, and none gets through with its cargo. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "media"))
@WithTestResource(ChatMembers.class)
class HostileFilesTest extends MediaSteps {
    @ParameterizedTest
    @EnumSource
    void whatIsHiddenInAPictureIsGone(Carrier carrier) {
        byte[] archive = bytes("PK\3\4" + CARGO + "PK\5\6");
        Response made = upload(carrier.loaded(archive), carrier.type());
        made.then().statusCode(201).body("width", equalTo(64)).body("height", equalTo(48));
        Response got = as(ann).get("/v1/media/" + made.path("id"));
        got.then().statusCode(200).header("Content-Type", carrier.type()).header("X-Content-Type-Options", "nosniff");
        assertFalse(text(got.asByteArray()).contains("cargo"));
        assertFalse(text(got.asByteArray()).contains("PK"));
        assertEquals(got.asByteArray().length, (int) made.path("size"));
        if (carrier != Carrier.WEBP) {
            assertEquals(
                    0, Samples.difference(Samples.pixels(carrier.whole()), Samples.pixels(got.asByteArray())), 0.01);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPictureThatEndsTooSoonIsRefused(Carrier carrier) {
        byte[] whole = carrier.whole();
        for (int length : new int[] {16, whole.length / 2, whole.length - 3}) {
            upload(Arrays.copyOf(whole, length), carrier.type())
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported-media-type"));
        }
        for (Carrier other : Carrier.values()) {
            upload(whole, other.type()).then().statusCode(other == carrier ? 201 : 415);
        }
        upload(bytes(CARGO), carrier.type()).then().statusCode(415);
    }

    static Stream<Arguments> bombs() {
        byte[] png = Carrier.PNG.whole();
        byte[] gif = Carrier.GIF.whole();
        byte[] jpeg = Carrier.JPEG.whole();
        int frame = indexOf(jpeg, "\u00ff\u00c0");
        int image = 13 + (3 << ((gif[10] & 7) + 1));
        byte[] small = gif.clone();
        small[6] = 1;
        small[8] = 1;
        return Stream.of(
                Arguments.of("PNG", "image/png", patched(png, 16, 0x7fff_ffff)),
                Arguments.of("JPEG", "image/jpeg", patched(jpeg, frame + 5, 0xffff_ffff)),
                Arguments.of("GIF", "image/gif", patched(gif, 6, 0xffff_ffff)),
                Arguments.of(
                        "a frame of GIF", "image/gif", patched(small, indexOf(small, image, ",") + 5, 0xffff_ffff)),
                Arguments.of("GIF without an end", "image/gif", endless(gif, image)),
                Arguments.of("WebP", "image/webp", webp(webpChunk("VP8L", lossless(16_384, 16_384)))),
                Arguments.of("a frame of WebP", "image/webp", webp(webpChunk("ANMF", largeFrame()))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void whatClaimsOrHasTooMuchIsTooLarge(String name, String type, byte[] bomb) {
        upload(bomb, type).then().statusCode(413).body("code", equalTo("too-large"));
    }

    static Stream<Arguments> lies() {
        byte[] png = Carrier.PNG.whole();
        byte[] webp = Carrier.WEBP.whole();
        byte[] jpeg = Carrier.JPEG.whole();
        return Stream.of(
                Arguments.of("a chunk of PNG of 2 GiB", "image/png", patched(png, 33, 0x7fff_ffff)),
                Arguments.of("a chunk of PNG below nothing", "image/png", patched(png, 33, -1)),
                Arguments.of("a header of PNG of another size", "image/png", patched(png, 8, 14)),
                Arguments.of("no picture in PNG", "image/png", Arrays.copyOf(png, 8)),
                Arguments.of("a segment of JPEG of nothing", "image/jpeg", patched(jpeg, 4, 0)),
                Arguments.of("a chunk of WebP of 4 GiB", "image/webp", patched(webp, 16, -1)),
                Arguments.of("WebP of 4 GiB", "image/webp", patched(webp, 4, -1)),
                Arguments.of("WebP of nothing", "image/webp", patched(webp, 4, 0)),
                Arguments.of(
                        "a frame of WebP with more within", "image/webp", webp(webpChunk("ANMF", frameWith("JUNK")))),
                Arguments.of("GIF of blocks without a kind", "image/gif", bytes("GIF89a\1\0\1\0\0\0\0zzz;")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void lengthsThatLieAreRefused(String name, String type, byte[] lie) {
        upload(lie, type).then().statusCode(415).body("code", equalTo("unsupported-media-type"));
    }

    /** Packed a thousand times over; who shows the picture unpacks it. */
    @Test
    void aColorProfileThatIsABombIsLeftOut() {
        byte[] png = Carrier.PNG.whole();
        byte[] rest = Arrays.copyOfRange(png, 33, png.length);
        for (int size : new int[] {3_000, 16 * 1024 * 1024}) {
            byte[] profile = Pictures.join(bytes(CARGO + "\0\0"), Pictures.deflated(new byte[size]));
            Response made =
                    upload(Pictures.join(Arrays.copyOf(png, 33), Pictures.chunk("iCCP", profile), rest), "image/png");
            made.then().statusCode(201);
            byte[] served = as(ann).get("/v1/media/" + made.path("id")).asByteArray();
            assertEquals(size < 1_000_000, text(served).contains("iCCP"));
            assertFalse(text(served).contains("cargo"));
            assertEquals(0, Samples.difference(Samples.pixels(png), Samples.pixels(served)), 0.01);
        }
    }

    /** It says that it is small: nobody reads on behind its last row. */
    @Test
    void pixelsThatAreABombCostNoMoreThanTheyShould() {
        byte[] png = Carrier.PNG.whole();
        byte[] bomb = Pictures.join(
                Arrays.copyOf(png, 33),
                Pictures.chunk("IDAT", Pictures.deflated(new byte[60 * 1024 * 1024])),
                Pictures.chunk("IEND", new byte[0]));
        Response made = upload(bomb, "image/png");
        made.then().statusCode(201);
        as(ann).get("/v1/media/" + made.path("id") + "/thumbnail?size=160")
                .then()
                .statusCode(200);
    }

    /** A directory that is its own next, entries without end, and a place behind the file. */
    @Test
    void exifThatLeadsNowhereIsDropped() {
        byte[] jpeg = Carrier.JPEG.whole();
        byte[] loop = bytes("Exif\0\0MM\0*\0\0\0\10\0\0\0\0\0\10");
        byte[] endless = Pictures.join(bytes("Exif\0\0II*\0\10\0\0\0\u00ff\u00ff"), new byte[100]);
        byte[] outside = bytes("Exif\0\0MM\0*\u00ff\u00ff\u00ff\u00ff\0\0\0\0\0\0\0\0");
        for (byte[] exif : new byte[][] {loop, endless, outside}) {
            byte[] loaded = Pictures.join(
                    Arrays.copyOf(jpeg, 2), segment(0xe1, exif), Arrays.copyOfRange(jpeg, 2, jpeg.length));
            Response made = upload(loaded, "image/jpeg");
            made.then().statusCode(201).body("width", equalTo(64));
            assertFalse(text(as(ann).get("/v1/media/" + made.path("id")).asByteArray())
                    .contains("Exif"));
        }
    }

    @Test
    void whatIsNoMediumIsAnAttachmentThatNobodyRuns() {
        for (String type : List.of(
                "image/svg+xml", "text/html", "application/xhtml+xml", "text/javascript", "application/x-made-up")) {
            String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">" + CARGO + "</svg>";
            Response made = upload(bytes(svg), type);
            made.then().statusCode(201).body("contentType", equalTo("application/octet-stream"));
            as(ann).get("/v1/media/" + made.path("id"))
                    .then()
                    .header("Content-Type", "application/octet-stream")
                    .header("Content-Disposition", "attachment")
                    .header("X-Content-Type-Options", "nosniff");
            as(ann).get("/v1/media/" + made.path("id") + "/thumbnail?size=160")
                    .then()
                    .statusCode(415);
        }
    }

    @Test
    void soundAndFilmThatLieAreServedWithoutALength() {
        byte[] header = bytes("\0\0\0\24ftypisom\0\0\0\0isom");
        byte[] opus = ByteBuffer.allocate(60)
                .put(bytes("OggS"))
                .put(28, bytes("OpusHead"))
                .put(38, (byte) 1)
                .array();
        byte[] webm = bytes("\u001aE\u00df\u00a3\u0084webm");
        for (byte[] lie : new byte[][] {
            header,
            Pictures.join(header, bytes("\0\0\0\20moov\0\0\0\10mvhd")),
            Pictures.join(header, bytes("\0\0\0\0moov\0\0\0\0mvhd")),
            Pictures.join(header, bytes("\0\0\0\1moov"), new byte[8]),
            Pictures.join(header, bytes("\u00ff\u00ff\u00ff\u00ffmoov")),
            Pictures.join(header, bytes("\0\0\0\4moov".repeat(1_000)))
        }) {
            upload(lie, "video/mp4").then().statusCode(201).body("durationMs", nullValue());
        }
        upload(opus, "audio/ogg").then().statusCode(201).body("durationMs", nullValue());
        upload(Arrays.copyOf(opus, 36), "audio/ogg").then().statusCode(201).body("durationMs", nullValue());
        for (byte[] lie : new byte[][] {webm, Pictures.join(webm, bytes("\30S\u0080g\1\u00ff\u00ff\u00ff"))}) {
            upload(lie, "video/webm").then().statusCode(201).body("durationMs", nullValue());
        }
        as(ann).get("/v1/media/" + upload(webm, "video/webm").path("id")).then().statusCode(200);
    }
}
