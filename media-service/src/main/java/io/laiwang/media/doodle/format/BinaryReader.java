package io.laiwang.media.doodle.format;

import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what {@link BinaryWriter} wrote; from anything else it allocates no more than a few times its length. */
public final class BinaryReader {
    private static final int LEAST_STROKE = 12;
    private static final int LEAST_POINT = 3;
    private static final int VARINT_BITS = 32;

    private final ByteBuffer in;
    private int x;
    private int y;
    private int t;

    private BinaryReader(ByteBuffer in) {
        this.in = in;
    }

    /** @throws IllegalArgumentException for bytes that aren't a drawing */
    public static Drawing read(byte[] bytes) {
        BinaryReader reader = new BinaryReader(ByteBuffer.wrap(bytes));
        try {
            Drawing drawing = reader.drawing();
            require(!reader.in.hasRemaining(), "bytes behind the drawing");
            return drawing;
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the bytes end within the drawing", e);
        } catch (Refused e) {
            throw new IllegalArgumentException("not a drawing: " + e.problem().detail(), e);
        }
    }

    private Drawing drawing() {
        for (byte expected : BinaryWriter.MAGIC) {
            require(in.get() == expected, "not a drawing");
        }
        require(in.get() == BinaryWriter.VERSION, "a version that isn't known");
        int width = varint();
        int height = varint();
        Background background = background();
        int count = count(LEAST_STROKE);
        List<Stroke> strokes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strokes.add(stroke());
        }
        return new Drawing(width, height, background, strokes);
    }

    private Background background() {
        int kind = in.get();
        require(kind == BinaryWriter.COLOR || kind == BinaryWriter.PICTURE, "a background of no known kind");
        return kind == BinaryWriter.COLOR
                ? new Background.Color(rgb())
                : new Background.Picture(new UUID(in.getLong(), in.getLong()));
    }

    private Stroke stroke() {
        int head = in.get();
        boolean withPressure = (head & BinaryWriter.WITH_PRESSURE) != 0;
        Tool tool = Tool.of(head & ~BinaryWriter.WITH_PRESSURE & 0xff)
                .orElseThrow(() -> new IllegalArgumentException("a tool that isn't known"));
        return new Stroke(tool, rgb(), in.getFloat(), points(withPressure));
    }

    private Points points(boolean withPressure) {
        int count = count(withPressure ? LEAST_POINT + 1 : LEAST_POINT);
        Points.Builder points = new Points.Builder();
        int pressure = Points.FULL_PRESSURE;
        for (int i = 0; i < count; i++) {
            x += delta();
            y += delta();
            t += delta();
            pressure += withPressure ? delta() : 0;
            points.add(x, y, t, pressure);
        }
        return points.build();
    }

    private int rgb() {
        return (in.get() & 0xff) << 16 | (in.get() & 0xff) << 8 | (in.get() & 0xff);
    }

    /** Of things that take so many bytes at least: more than can follow are none. */
    private int count(int leastBytes) {
        int count = varint();
        require(count >= 0 && count <= in.remaining() / leastBytes, "more things than bytes");
        return count;
    }

    private int delta() {
        int value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private int varint() {
        int value = 0;
        for (int shift = 0; shift < VARINT_BITS; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    private static void require(boolean ok, String message) {
        if (!ok) {
            throw new IllegalArgumentException(message);
        }
    }
}
