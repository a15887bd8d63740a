package io.laiwang.media.format;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Drops comments, plain text and application blocks but how often it plays. A frame may be no larger than a picture, and
 * there may be no more than anyone would draw: each costs who shows it a whole canvas, and the sender a few bytes.
 */
class GifScrubber implements Scrubber {
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int APPLICATION = 0xff;
    private static final int CONTROL_BYTES = 4;
    private static final int LOOP_BYTES = 3;

    private final FrameCount frames = new FrameCount();

    @Override
    public Dimensions scrub(DataInputStream in, OutputStream out) throws IOException {
        byte[] head = new byte[13];
        in.readFully(head);
        Dimensions size = new Dimensions(number(head, 6), number(head, 8));
        out.write(head);
        copyColours(in, out, head[10]);
        int block = in.readUnsignedByte();
        while (block != 0x3b) {
            switch (block) {
                case 0x21 -> copyExtension(in, out);
                case 0x2c -> copyImage(in, out);
                default -> throw new IOException("unknown block");
            }
            block = in.readUnsignedByte();
        }
        out.write(block);
        return size;
    }

    /** Its first block may be kept, and of a loop the second; the rest is nobody's. */
    private static void copyExtension(DataInputStream in, OutputStream out) throws IOException {
        int label = in.readUnsignedByte();
        byte[] first = in.readNBytes(in.readUnsignedByte());
        String name = new String(first, StandardCharsets.ISO_8859_1);
        byte[] second = first.length == 0 ? first : in.readNBytes(in.readUnsignedByte());
        if (label == GRAPHIC_CONTROL && first.length == CONTROL_BYTES) {
            write(out, label, first);
        } else if (label == APPLICATION
                && (name.equals("NETSCAPE2.0") || name.equals("ANIMEXTS1.0"))
                && second.length == LOOP_BYTES) {
            write(out, label, first, second);
        }
        if (second.length > 0) {
            copyBlocks(in, OutputStream.nullOutputStream());
        }
    }

    private static void write(OutputStream out, int label, byte[]... blocks) throws IOException {
        out.write(0x21);
        out.write(label);
        for (byte[] block : blocks) {
            out.write(block.length);
            out.write(block);
        }
        out.write(0);
    }

    private void copyImage(DataInputStream in, OutputStream out) throws IOException {
        byte[] head = new byte[9];
        in.readFully(head);
        frames.add(new Dimensions(number(head, 4), number(head, 6)));
        out.write(0x2c);
        out.write(head);
        copyColours(in, out, head[8]);
        out.write(in.readUnsignedByte());
        copyBlocks(in, out);
    }

    private static void copyBlocks(DataInputStream in, OutputStream out) throws IOException {
        int length = in.readUnsignedByte();
        while (length > 0) {
            out.write(length);
            Scrubber.copy(in, out, length);
            length = in.readUnsignedByte();
        }
        out.write(0);
    }

    private static void copyColours(DataInputStream in, OutputStream out, byte flags) throws IOException {
        if ((flags & 0x80) != 0) {
            Scrubber.copy(in, out, 3L << ((flags & 7) + 1));
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }
}
