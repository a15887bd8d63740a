package io.laiwang.media.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How a picture lies, 1 to 8 as EXIF numbers it: the one thing of its metadata that says how it looks, so the one that
 * is kept.
 */
public final class Orientation {
    public static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private Orientation() {}

    /** Of a TIFF block, with or without the name that EXIF puts before it; upright where it says nothing or nonsense. */
    public static int of(byte[] exif) {
        int start = startsWith(exif, EXIF) ? EXIF.length : 0;
        ByteBuffer tiff = ByteBuffer.wrap(exif, start, exif.length - start).slice();
        if (tiff.remaining() < 14) {
            return UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        long at = tiff.getInt(4) & 0xffff_ffffL;
        if (at < 8 || at + 2 > tiff.limit()) {
            return UPRIGHT;
        }
        int entries = tiff.getShort((int) at) & 0xffff;
        for (int n = 0; n < entries && at + 2 + 12L * (n + 1) <= tiff.limit(); n++) {
            int entry = (int) at + 2 + 12 * n;
            if ((tiff.getShort(entry) & 0xffff) == TAG && tiff.getShort(entry + 2) == SHORT) {
                return valid(tiff.getShort(entry + 8));
            }
        }
        return UPRIGHT;
    }

    private static int valid(int value) {
        return value >= 1 && value <= 8 ? value : UPRIGHT;
    }

    /** A TIFF block that says this and nothing else. */
    static byte[] tiff(int orientation) {
        return ByteBuffer.allocate(26)
                .putShort((short) 0x4d4d)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /** The same as the content of a JPEG's application segment. */
    static byte[] segment(int orientation) {
        return ByteBuffer.allocate(EXIF.length + 26)
                .put(EXIF)
                .put(tiff(orientation))
                .array();
    }

    static boolean isExif(byte[] segment) {
        return startsWith(segment, EXIF);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
