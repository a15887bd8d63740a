package io.laiwang.media;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.media.thumbnail.Samples;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final BufferedImage PHOTO = Samples.photo(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    private static final String CARGO = "<script>alert('cargo')</script>";

    /** What a picture is called, and how one is made with something hidden in it wherever its format has a place. */
    enum Carrier {
        JPEG("image/jpeg") {
            @Override
            byte[] whole() {
                return Samples.write(PHOTO, "jpeg", false);
            }

            @Override
            byte[] loaded(byte[] cargo) {
                byte[] jpeg = whole();
                byte[] start = Arrays.copyOf(jpeg, 2);
                byte[] rest = Arrays.copyOfRange(jpeg, 2, jpeg.length);
                byte[] first = start;
                for (int marker : new int[] {0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xef, 0xf0, 0xfe}) {
                    first = Pictures.join(first, segment(marker, cargo));
                }
                byte[] preview = Pictures.join(bytes("JFIF\0\1\1\0\0\1\0\1\1\1"), cargo);
                byte[] adobe = Pictures.join(bytes("Adobe\0\144\0\0\0\0\1"), cargo);
                return Pictures.join(first, segment(0xe0, preview), segment(0xee, adobe), rest, cargo);
            }
        },
        PNG("image/png") {
            @Override
            byte[] whole() {
                return Samples.write(PHOTO, "png", false);
            }

            @Override
            byte[] loaded(byte[] cargo) {
                byte[] png = whole();
                byte[] loaded = Arrays.copyOf(png, 33);
                for (String type : List.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt", "caBX", "iCCP")) {
                    loaded = Pictures.join(loaded, Pictures.chunk(type, cargo));
                }
                return Pictures.join(loaded, Arrays.copyOfRange(png, 33, png.length), cargo);
            }
        },
        GIF("image/gif") {
            @Override
            byte[] whole() {
                return Samples.write(PHOTO, "gif", false);
            }

            @Override
            byte[] loaded(byte[] cargo) {
                byte[] gif = whole();
                int behindColors = 13 + (3 << ((gif[10] & 7) + 1));
                byte[] block = Pictures.join(new byte[] {(byte) cargo.length}, cargo, new byte[] {0});
                byte[] loop = bytes("!\u00ff\13NETSCAPE2.0\3\1\0\0");
                return Pictures.join(
                        Arrays.copyOf(gif, behindColors),
                        Pictures.join(bytes("!\u00fe"), block),
                        Pictures.join(bytes("!\u00ff\13XMP DataXMP"), block),
                        Pictures.join(loop, block),
                        Pictures.join(bytes("!\u00f9\4\0\0\0\0"), block),
                        Arrays.copyOfRange(gif, behindColors, gif.length),
                        cargo);
            }
        },
        WEBP("image/webp") {
            @Override
            byte[] whole() {
                return webp(webpChunk("VP8L", lossless(64, 48)));
            }

            @Override
            byte[] loaded(byte[] cargo) {
                byte[] extended = ByteBuffer.allocate(10)
                        .put(0, (byte) 0x0c)
                        .put(4, (byte) 63)
                        .put(7, (byte) 47)
                        .array();
                return Pictures.join(
                        webp(
                                webpChunk("VP8X", extended),
                                webpChunk("VP8L", lossless(64, 48)),
                                webpChunk("EXIF", cargo),
                                webpChunk("XMP ", cargo),
                                webpChunk("JUNK", cargo)),
                        cargo);
            }
        };

        private final String type;

        Carrier(String type) {
            this.type = type;
        }

        abstract byte[] whole();

        abstract byte[] loaded(byte[] cargo);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHiddenInAPictureIsGone(Carrier carrier) {
        byte[] archive = bytes("PK\3\4" + CARGO + "PK\5\6");
        Response made = upload(carrier.loaded(archive), carrier.type);
        made.then().statusCode(201).body("width", equalTo(64)).body("height", equalTo(48));
        Response got = as(ann).get("/v1/media/" + made.path("id"));
        got.then().statusCode(200).header("Content-Type", carrier.type).header("X-Content-Type-Options", "nosniff");
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
            upload(Arrays.copyOf(whole, length), carrier.type)
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported-media-type"));
        }
        for (Carrier other : Carrier.values()) {
            upload(whole, other.type).then().statusCode(other == carrier ? 201 : 415);
        }
        upload(bytes(CARGO), carrier.type).then().statusCode(415);
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
        assertTrue(as(ann).get("/v1/media/" + upload(webm, "video/webm").path("id"))
                        .statusCode()
                == 200);
    }

    private static byte[] endless(byte[] gif, int colorsEnd) {
        int end = gif.length - 1;
        byte[] pixel = bytes(",\0\0\0\0\1\0\1\0\0\2\2L\1\0");
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.write(gif, 0, colorsEnd);
        for (int i = 0; i < 200_000; i++) {
            frames.writeBytes(pixel);
        }
        frames.write(gif, end, 1);
        return frames.toByteArray();
    }

    private static byte[] lossless(int width, int height) {
        byte[] bytes = new byte[32];
        int sizes = (width - 1) | (height - 1) << 14;
        bytes[0] = 0x2f;
        for (int i = 0; i < 4; i++) {
            bytes[1 + i] = (byte) (sizes >> 8 * i);
        }
        return bytes;
    }

    private static byte[] largeFrame() {
        byte[] frame = new byte[16];
        Arrays.fill(frame, 6, 12, (byte) 0xff);
        return frame;
    }

    private static byte[] frameWith(String type) {
        return Pictures.join(new byte[16], webpChunk("VP8L", lossless(1, 1)), webpChunk(type, bytes(CARGO + " ")));
    }

    private static byte[] webp(byte[]... chunks) {
        byte[] all = Pictures.join(chunks);
        byte[] head = bytes("RIFF....WEBP");
        little(head, 4, all.length + 4);
        return Pictures.join(head, all);
    }

    private static byte[] webpChunk(String type, byte[] data) {
        byte[] head = bytes(type + "....");
        little(head, 4, data.length);
        return Pictures.join(head, data, new byte[data.length & 1]);
    }

    private static void little(byte[] bytes, int at, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >> 8 * i);
        }
    }

    private static byte[] patched(byte[] bytes, int at, int number) {
        byte[] patched = bytes.clone();
        ByteBuffer.wrap(patched).putInt(at, number);
        return patched;
    }

    private static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return Pictures.join(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
    }

    private static int indexOf(byte[] bytes, String part) {
        return indexOf(bytes, 0, part);
    }

    private static int indexOf(byte[] bytes, int from, String part) {
        return text(bytes).indexOf(part, from);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
