package io.laiwang.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Small pictures, made by hand. */
final class Pictures {
    private Pictures() {}

    static byte[] png(int width, int height, boolean withText) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array();
        return join(
                HexFormat.of().parseHex("89504e470d0a1a0a"),
                chunk("IHDR", header),
                withText ? chunk("tEXt", "Author\0Ann".getBytes(StandardCharsets.ISO_8859_1)) : new byte[0],
                chunk("IDAT", HexFormat.of().parseHex("789c636000000002000148afa471")),
                chunk("IEND", new byte[0]),
                withText ? "behind the end".getBytes(StandardCharsets.ISO_8859_1) : new byte[0]);
    }

    static byte[] jpeg(boolean withMetadata) {
        return join(
                HexFormat.of().parseHex("ffd8"),
                segment(0xe0, "JFIF\0\1\1\0\0\1\0\1\0\0"),
                withMetadata ? segment(0xe1, "Exif\0\0secret place") : new byte[0],
                withMetadata ? segment(0xfe, "a comment") : new byte[0],
                segment(0xc0, "\10\0\2\0\3\1\1\21\0"),
                segment(0xda, "\1\1\0\0\77\0"),
                HexFormat.of().parseHex("12ff0034ffd056ffd9"));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] segment(int marker, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return join(new byte[] {(byte) 0xff, (byte) marker, 0, (byte) (bytes.length + 2)}, bytes);
    }

    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Of a PNG. */
    static byte[] chunk(String type, byte[] data) {
        byte[] named = join(type.getBytes(StandardCharsets.ISO_8859_1), data);
        CRC32 crc = new CRC32();
        crc.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length)
                .put(named)
                .putInt((int) crc.getValue())
                .array();
    }
}
