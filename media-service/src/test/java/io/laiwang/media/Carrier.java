package io.laiwang.media;

import static io.laiwang.media.Crafted.bytes;
import static io.laiwang.media.Crafted.lossless;
import static io.laiwang.media.Crafted.segment;
import static io.laiwang.media.Crafted.webp;
import static io.laiwang.media.Crafted.webpChunk;

import io.laiwang.media.thumbnail.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** What a picture is called, and how one is made with something hidden in it wherever its format has a place. */
enum Carrier {
    JPEG("image/jpeg") {
        @Override
        byte[] whole() {
            return Samples.write(Crafted.PHOTO, "jpeg", false);
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
            return Samples.write(Crafted.PHOTO, "png", false);
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
            return Samples.write(Crafted.PHOTO, "gif", false);
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

    String type() {
        return type;
    }

    abstract byte[] whole();

    abstract byte[] loaded(byte[] cargo);
}
