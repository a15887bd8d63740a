package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drops EXIF, XMP and unknown chunks. The size in the file's head is set afterwards, by {@link #head}. A frame of an
 * animation that has any within it is refused: nobody writes such.
 */
class WebpScrubber implements Scrubber {
    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ICCP");
    private static final Set<String> IN_FRAME = Set.of("VP8 ", "VP8L", "ALPH");
    private static final int EXIF_AND_XMP = 0x0c;

    private static final int FRAME_HEAD = 16;

    private final FrameCount frames = new FrameCount();

    @Override
    public Dimensions scrub(DataInputStream in, OutputStream out) throws IOException {
        byte[] head = new byte[12];
        in.readFully(head);
        out.write(head);
        long left = (little(head).getInt(4) & 0xffff_ffffL) - 4;
        Dimensions size = null;
        while (left >= 8) {
            byte[] chunk = new byte[8];
            in.readFully(chunk);
            long length = little(chunk).getInt(4) & 0xffff_ffffL;
            Dimensions found = copyChunk(in, out, chunk, length + (length & 1));
            size = size == null ? found : size;
            left -= 8 + length + (length & 1);
        }
        if (size == null) {
            throw new IOException("no picture");
        }
        return size;
    }

    /** The first 12 bytes of a file of that length. */
    static byte[] head(long length) {
        ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt((int) (length - 8));
        return head.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).array();
    }

    private void copyFrame(DataInputStream in, OutputStream out, byte[] chunk, long length) throws IOException {
        byte[] head = new byte[FRAME_HEAD];
        in.readFully(head);
        ByteBuffer bytes = little(head);
        frames.add(new Dimensions(1 + (bytes.getInt(6) & 0xffffff), 1 + (bytes.getInt(9) & 0xffffff)));
        out.write(chunk);
        out.write(head);
        long left = length - FRAME_HEAD;
        while (left > 0) {
            byte[] part = new byte[8];
            in.readFully(part);
            long size = little(part).getInt(4) & 0xffff_ffffL;
            left -= 8 + size + (size & 1);
            if (left < 0 || !IN_FRAME.contains(type(part))) {
                throw new IOException("no frame");
            }
            copyChunk(in, out, part, size + (size & 1));
        }
    }

    private @Nullable Dimensions copyChunk(DataInputStream in, OutputStream out, byte[] chunk, long length)
            throws IOException {
        String type = type(chunk);
        if (type.equals("ANMF")) {
            copyFrame(in, out, chunk, length);
            return null;
        }
        if (!KEPT.contains(type)) {
            in.skipNBytes(length);
            return null;
        }
        byte[] start = in.readNBytes((int) Math.min(10, length));
        if (type.equals("VP8X") && start.length > 0) {
            start[0] &= ~EXIF_AND_XMP;
        }
        out.write(chunk);
        out.write(start);
        Scrubber.copy(in, out, length - start.length);
        return start.length < 10 ? null : dimensions(type, little(start));
    }

    private static @Nullable Dimensions dimensions(String type, ByteBuffer b) {
        return switch (type) {
            case "VP8X" -> new Dimensions(1 + (b.getInt(4) & 0xffffff), 1 + (b.getInt(6) >>> 8));
            case "VP8 " -> new Dimensions(b.getShort(6) & 0x3fff, b.getShort(8) & 0x3fff);
            case "VP8L" -> new Dimensions(1 + (b.getInt(1) & 0x3fff), 1 + ((b.getInt(1) >>> 14) & 0x3fff));
            default -> null;
        };
    }

    private static String type(byte[] chunk) {
        return new String(chunk, 0, 4, StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
