package io.laiwang.media;

import io.laiwang.media.thumbnail.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of files as no program would write them. */
final class Crafted {
    static final BufferedImage PHOTO = Samples.photo(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    static final String CARGO = "<script>alert('cargo')</script>";

    private Crafted() {}

    static byte[] endless(byte[] gif, int colorsEnd) {
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

    static byte[] lossless(int width, int height) {
        byte[] bytes = new byte[32];
        int sizes = (width - 1) | (height - 1) << 14;
        bytes[0] = 0x2f;
        for (int i = 0; i < 4; i++) {
            bytes[1 + i] = (byte) (sizes >> 8 * i);
        }
        return bytes;
    }

    static byte[] largeFrame() {
        byte[] frame = new byte[16];
        Arrays.fill(frame, 6, 12, (byte) 0xff);
        return frame;
    }

    static byte[] frameWith(String type) {
        return Pictures.join(new byte[16], webpChunk("VP8L", lossless(1, 1)), webpChunk(type, bytes(CARGO + " ")));
    }

    static byte[] webp(byte[]... chunks) {
        byte[] all = Pictures.join(chunks);
        byte[] head = bytes("RIFF....WEBP");
        little(head, 4, all.length + 4);
        return Pictures.join(head, all);
    }

    static byte[] webpChunk(String type, byte[] data) {
        byte[] head = bytes(type + "....");
        little(head, 4, data.length);
        return Pictures.join(head, data, new byte[data.length & 1]);
    }

    static void little(byte[] bytes, int at, int number) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (number >> 8 * i);
        }
    }

    static byte[] patched(byte[] bytes, int at, int number) {
        byte[] patched = bytes.clone();
        ByteBuffer.wrap(patched).putInt(at, number);
        return patched;
    }

    static byte[] segment(int marker, byte[] content) {
        int length = content.length + 2;
        return Pictures.join(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length}, content);
    }

    static int indexOf(byte[] bytes, String part) {
        return indexOf(bytes, 0, part);
    }

    static int indexOf(byte[] bytes, int from, String part) {
        return text(bytes).indexOf(part, from);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
