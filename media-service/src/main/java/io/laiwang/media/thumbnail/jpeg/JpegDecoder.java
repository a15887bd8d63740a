package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.format.Orientation;
import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people send: Huffman-coded, 8 bits, grey or three colors with any sampling, sequential or progressive. A
 * picture that comes in one scan is handed on while it is read; the numbers of one that comes in several are held, 24 MB
 * at most, which is a progressive picture of 8 megapixels with colors at half size.
 */
public final class JpegDecoder {
    private static final long MOST_COEFFICIENTS = 12_000_000;
    /** A few lines ask for a pass over the whole picture; encoders write about ten. */
    private static final int MOST_SCANS = 64;

    private static final int ADOBE_TRANSFORM = 11;

    private final JpegInput in;
    private final Rows rows;
    private final int[][] quantization = new int[4][64];
    private final @Nullable Huffman[] dc = new @Nullable Huffman[4];
    private final @Nullable Huffman[] ac = new @Nullable Huffman[4];
    private @Nullable Frame frame;
    private int restartEvery;
    private int orientation = Orientation.UPRIGHT;
    private boolean namedRgb;
    private int scans;
    private boolean done;

    private JpegDecoder(InputStream in, Rows rows) {
        this.in = new JpegInput(in);
        this.rows = rows;
    }

    /** @return how the picture lies, as EXIF numbers it */
    public static int decode(InputStream in, Rows rows) throws IOException {
        JpegDecoder decoder = new JpegDecoder(in, rows);
        try {
            decoder.decode();
        } catch (BufferUnderflowException e) {
            throw new BadPicture("short segment");
        }
        return decoder.orientation;
    }

    private void decode() throws IOException {
        while (!done) {
            int marker = in.nextMarker();
            if (marker == 0xd9) {
                end();
            } else if (marker != 0x01 && (marker < 0xd0 || marker > 0xd8)) {
                take(marker, in.segment());
            }
        }
    }

    private void take(int marker, byte[] segment) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(segment);
        switch (marker) {
            case 0xc0, 0xc1, 0xc2 -> begin(new Frame(bytes, marker == 0xc2));
            case 0xc4 -> takeCodes(bytes);
            case 0xda -> scan(bytes);
            case 0xdb -> takeQuantization(bytes);
            case 0xdd -> restartEvery = bytes.getShort() & 0xffff;
            case 0xe1 -> takeOrientation(segment);
            case 0xee -> takeTransform(segment);
            default -> refuseOtherKinds(marker);
        }
    }

    private static void refuseOtherKinds(int marker) throws BadPicture {
        if (marker >= 0xc3 && marker <= 0xcf) {
            throw new BadPicture("kind");
        }
    }

    private void begin(Frame begun) throws BadPicture {
        if (frame != null) {
            throw new BadPicture("two frames");
        }
        frame = begun;
        rows.start(begun.width, begun.height);
    }

    private void takeCodes(ByteBuffer bytes) throws BadPicture {
        while (bytes.hasRemaining()) {
            int which = bytes.get();
            (which < 16 ? dc : ac)[which & 3] = Huffman.read(bytes);
        }
    }

    private void takeQuantization(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int which = bytes.get();
            int[] table = new int[64];
            for (int place : ZigZag.ORDER) {
                table[place] = which < 16 ? bytes.get() & 0xff : bytes.getShort() & 0xffff;
            }
            quantization[which & 3] = table;
        }
    }

    private void takeOrientation(byte[] segment) {
        if (startsWith(segment, "Exif\0") && orientation == Orientation.UPRIGHT) {
            orientation = Orientation.of(segment);
        }
    }

    private void takeTransform(byte[] segment) {
        if (startsWith(segment, "Adobe") && segment.length > ADOBE_TRANSFORM) {
            namedRgb = segment[ADOBE_TRANSFORM] == 0;
        }
    }

    private static boolean startsWith(byte[] segment, String name) {
        byte[] start = name.getBytes(StandardCharsets.ISO_8859_1);
        return segment.length >= start.length && Arrays.equals(segment, 0, start.length, start, 0, start.length);
    }

    private void scan(ByteBuffer bytes) throws IOException {
        Frame whole = begun();
        Scan scan = new Scan(bytes, whole, restartEvery, dc, ac);
        if (++scans > MOST_SCANS) {
            throw new BadPicture("scans");
        }
        Coding coding = Coding.of(in, scan, whole.progressive);
        if (scans == 1 && scan.hasAll() && !whole.progressive) {
            scan.visit(in, new Visitors.Passing(coding, band(whole), quantization));
            done = true;
        } else {
            hold(whole);
            scan.visit(in, new Visitors.Holding(coding));
        }
    }

    private static void hold(Frame whole) throws BadPicture {
        if (whole.coefficients() > MOST_COEFFICIENTS) {
            throw new BadPicture("too large to be held");
        }
        for (Component component : whole.components) {
            if (component.coefficients.length == 0) {
                component.coefficients = new short[64 * component.stride * whole.unitsHigh * component.down];
            }
        }
    }

    /** All that was held is handed on. */
    private void end() throws BadPicture {
        Frame whole = begun();
        if (scans == 0) {
            throw new BadPicture("no scan");
        }
        Band band = band(whole);
        for (int row = 0; row < whole.unitsHigh; row++) {
            for (Component component : whole.components) {
                release(component, row, band);
            }
            band.rowDone(row);
        }
        done = true;
    }

    private void release(Component component, int unitRow, Band band) {
        int[] table = quantization[component.quantization];
        for (int y = unitRow * component.down; y < (unitRow + 1) * component.down; y++) {
            for (int x = 0; x < component.stride; x++) {
                band.block(component, x, y, component.coefficients, 64 * (y * component.stride + x), table);
            }
        }
    }

    private Band band(Frame whole) {
        return new Band(whole, namedRgb || whole.isNamedRgb(), rows);
    }

    private Frame begun() throws BadPicture {
        if (frame == null) {
            throw new BadPicture("no frame");
        }
        return frame;
    }
}
