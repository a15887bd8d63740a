package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Keeps the chunks that say how the picture looks, and nothing else. */
class PngScrubber implements Scrubber {
    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs",
            "acTL", "fcTL", "fdAT");

    @Override
    public Dimensions scrub(DataInputStream in, OutputStream out) throws IOException {
        Scrubber.copy(in, out, 8);
        byte[] header = in.readNBytes(25);
        if (header.length < 25 || !type(header).equals("IHDR")) {
            throw new IOException("no header");
        }
        ByteBuffer bytes = ByteBuffer.wrap(header);
        Dimensions size = new Dimensions(bytes.getInt(8), bytes.getInt(12));
        out.write(header);
        copyChunks(in, out);
        return size;
    }

    private static void copyChunks(DataInputStream in, OutputStream out) throws IOException {
        String type = "";
        while (!type.equals("IEND")) {
            byte[] head = new byte[8];
            in.readFully(head);
            type = type(head);
            long rest = (ByteBuffer.wrap(head).getInt(0) & 0xffff_ffffL) + 4;
            if (KEPT.contains(type)) {
                out.write(head);
                Scrubber.copy(in, out, rest);
            } else {
                in.skipNBytes(rest);
            }
        }
    }

    private static String type(byte[] chunk) {
        return new String(chunk, 4, 4, StandardCharsets.ISO_8859_1);
    }
}
