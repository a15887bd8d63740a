package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the picture is decoded by, color profiles up to a megabyte, and of JFIF, Adobe's segment and EXIF what says
 * how it looks, without a preview or anything behind it. Drops every other segment, comments and the tail.
 */
class JpegScrubber implements Scrubber {
    private static final int END = 0xd9;
    private static final int APP1 = 0xe1;
    private static final int SCAN = 0xda;
    private static final int JFIF = 0xe0;
    private static final int PROFILE = 0xe2;
    private static final int ADOBE = 0xee;
    /** Huffman's and arithmetic ones, quantization, the number of lines, restarts. */
    private static final Set<Integer> TABLES = Set.of(0xc4, 0xcc, 0xdb, 0xdc, 0xdd);

    private static final int JFIF_BYTES = 14;
    private static final int ADOBE_BYTES = 12;
    private static final int MOST_PROFILE = 1024 * 1024;

    private int profile;

    @Override
    public Dimensions scrub(DataInputStream in, OutputStream out) throws IOException {
        byte[] start = in.readNBytes(2);
        out.write(start);
        Dimensions size = null;
        int orientation = Orientation.UPRIGHT;
        int marker = marker(in);
        while (marker != END) {
            byte[] segment = segment(in);
            if (isFrame(marker)) {
                size = dimensions(segment);
            }
            if (marker == APP1 && orientation == Orientation.UPRIGHT) {
                orientation = keepOrientation(segment, out);
            } else if (isKept(marker, segment)) {
                write(out, marker, bare(marker, segment));
            }
            marker = marker == SCAN ? copyScan(in, out) : marker(in);
        }
        out.write(0xff);
        out.write(END);
        return required(size).turned(orientation);
    }

    private static int keepOrientation(byte[] segment, OutputStream out) throws IOException {
        int orientation = Orientation.isExif(segment) ? Orientation.of(segment) : Orientation.UPRIGHT;
        if (orientation != Orientation.UPRIGHT) {
            write(out, APP1, Orientation.segment(orientation));
        }
        return orientation;
    }

    private static Dimensions required(@Nullable Dimensions size) throws IOException {
        if (size == null) {
            throw new IOException("no frame");
        }
        return size;
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new IOException("no marker");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    private static byte[] segment(DataInputStream in) throws IOException {
        int length = in.readUnsignedShort() - 2;
        if (length < 0) {
            throw new IOException("segment without a length");
        }
        byte[] segment = new byte[length];
        in.readFully(segment);
        return segment;
    }

    /** Entropy-coded data goes to the next marker that is neither a stuffed byte nor a restart. */
    private static int copyScan(DataInputStream in, OutputStream out) throws IOException {
        while (true) {
            int b = in.readUnsignedByte();
            if (b != 0xff) {
                out.write(b);
                continue;
            }
            int next = in.readUnsignedByte();
            while (next == 0xff) {
                next = in.readUnsignedByte();
            }
            if (next != 0 && (next < 0xd0 || next > 0xd7)) {
                return next;
            }
            out.write(0xff);
            out.write(next);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private boolean isKept(int marker, byte[] segment) {
        return switch (marker) {
            case JFIF -> startsWith(segment, "JFIF\0") && segment.length >= JFIF_BYTES;
            case PROFILE -> startsWith(segment, "ICC_PROFILE\0") && (profile += segment.length) <= MOST_PROFILE;
            case ADOBE -> startsWith(segment, "Adobe") && segment.length >= ADOBE_BYTES;
            default -> isFrame(marker) || TABLES.contains(marker) || marker == SCAN;
        };
    }

    private static byte[] bare(int marker, byte[] segment) {
        if (marker == JFIF) {
            byte[] bare = Arrays.copyOf(segment, JFIF_BYTES);
            // the size of the preview that came with it
            bare[JFIF_BYTES - 2] = 0;
            bare[JFIF_BYTES - 1] = 0;
            return bare;
        }
        return marker == ADOBE ? Arrays.copyOf(segment, ADOBE_BYTES) : segment;
    }

    private static boolean startsWith(byte[] segment, String name) {
        return new String(segment, StandardCharsets.ISO_8859_1).startsWith(name);
    }

    private static Dimensions dimensions(byte[] frame) throws IOException {
        if (frame.length < 6) {
            throw new IOException("short frame");
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        return new Dimensions(bytes.getShort(3) & 0xffff, bytes.getShort(1) & 0xffff);
    }

    private static void write(OutputStream out, int marker, byte[] segment) throws IOException {
        int length = segment.length + 2;
        out.write(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length});
        out.write(segment);
    }
}
