package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Keeps the chunks that say how the picture looks, and nothing else; of a color profile, which is packed, only one that
 * unpacks to a megabyte at most, without its name.
 */
class PngScrubber implements Scrubber {
    private static final Set<String> KEPT = Set.of(
            "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "cICP", "bKGD", "pHYs", "acTL", "fdAT");

    private static final int MOST_PROFILE = 1024 * 1024;
    private static final int FRAME_BYTES = 26 + 4;
    private static final byte[] PROFILE = "iCCP".getBytes(StandardCharsets.ISO_8859_1);
    /** And that it is packed by deflate, which is all there is. */
    private static final byte[] PROFILE_NAME = "icc\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final FrameCount frames = new FrameCount();

    @Override
    public Dimensions scrub(DataInputStream in, OutputStream out) throws IOException {
        Scrubber.copy(in, out, 8);
        byte[] header = in.readNBytes(25);
        if (header.length < 25 || !type(header).equals("IHDR") || header[3] != 13) {
            throw new IOException("no header");
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        Dimensions size = new Dimensions(bytes.getInt(8), bytes.getInt(12));
        out.write(header);
        copyChunks(in, out);
        return size;
    }

    private void copyChunks(DataInputStream in, OutputStream out) throws IOException {
        String type = "";
        while (!type.equals("IEND")) {
            byte[] head = new byte[8];
            in.readFully(head);
            type = type(head);
            long rest = (ByteBuffer.wrap(head).getInt(0) & 0xffff_ffffL) + 4;
            if (type.equals("iCCP") && rest <= MOST_PROFILE) {
                copyProfile(in.readNBytes((int) rest), out);
            } else if (type.equals("fcTL")) {
                copyFrame(head, in.readNBytes((int) Math.min(rest, FRAME_BYTES)), out);
            } else if (KEPT.contains(type)) {
                out.write(head);
                Scrubber.copy(in, out, rest);
            } else {
                in.skipNBytes(rest);
            }
        }
    }

    private void copyFrame(byte[] head, byte[] frame, OutputStream out) throws IOException {
        if (frame.length < FRAME_BYTES || head[3] != FRAME_BYTES - 4) {
            throw new IOException("short frame");
        }
        ByteBuffer bytes = ByteBuffer.wrap(frame);
        frames.add(new Dimensions(bytes.getInt(4), bytes.getInt(8)));
        out.write(head);
        out.write(frame);
    }

    /** Behind its name and a byte that says how it is packed, with the checksum that is made again. */
    private static void copyProfile(byte[] chunk, OutputStream out) throws IOException {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int packed = name + 2;
        int length = chunk.length - 4 - packed;
        if (length <= 0 || unpackedSize(chunk, packed, length) > MOST_PROFILE) {
            return;
        }
        ByteBuffer bare = ByteBuffer.allocate(PROFILE_NAME.length + length + 12);
        bare.putInt(bare.capacity() - 12).put(PROFILE).put(PROFILE_NAME).put(chunk, packed, length);
        CRC32 crc = new CRC32();
        crc.update(bare.array(), 4, bare.position() - 4);
        out.write(bare.putInt((int) crc.getValue()).array());
    }

    /** Counts no further than what is too much; what can't be unpacked is that too. */
    private static int unpackedSize(byte[] bytes, int from, int length) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, length);
            byte[] piece = new byte[8192];
            int size = 0;
            while (!inflater.finished() && size <= MOST_PROFILE) {
                int count = inflater.inflate(piece);
                if (count == 0 && !inflater.finished()) {
                    return Integer.MAX_VALUE;
                }
                size += count;
            }
            return size;
        } catch (DataFormatException e) {
            return Integer.MAX_VALUE;
        } finally {
            inflater.end();
        }
    }

    private static String type(byte[] chunk) {
        return new String(chunk, 4, 4, StandardCharsets.ISO_8859_1);
    }
}
