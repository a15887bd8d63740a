package io.laiwang.media.doodle.format;

import io.laiwang.media.doodle.format.Drawing.Background;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A drawing as it is kept: docs/doodle-format.md says byte by byte how. */
public final class BinaryWriter {
    static final byte[] MAGIC = {'L', 'W', 'D'};
    static final int VERSION = 1;
    static final int COLOR = 0;
    static final int PICTURE = 1;
    /** Set in the byte of a stroke's tool where its points have pressures. */
    static final int WITH_PRESSURE = 0x80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int x;
    private int y;
    private int t;

    private BinaryWriter() {}

    public static byte[] write(Drawing drawing) {
        BinaryWriter writer = new BinaryWriter();
        writer.out.writeBytes(MAGIC);
        writer.out.write(VERSION);
        writer.varint(drawing.width());
        writer.varint(drawing.height());
        writer.write(drawing.background());
        writer.varint(drawing.strokes().size());
        drawing.strokes().forEach(writer::write);
        return writer.out.toByteArray();
    }

    private void write(Background background) {
        switch (background) {
            case Background.Color color -> {
                out.write(COLOR);
                rgb(color.rgb());
            }
            case Background.Picture picture -> {
                out.write(PICTURE);
                out.writeBytes(ByteBuffer.allocate(Long.BYTES * 2)
                        .putLong(picture.mediaId().getMostSignificantBits())
                        .putLong(picture.mediaId().getLeastSignificantBits())
                        .array());
            }
        }
    }

    private void write(Stroke stroke) {
        Points points = stroke.points();
        boolean withPressure = points.hasPressure();
        out.write(stroke.tool().code() | (withPressure ? WITH_PRESSURE : 0));
        rgb(stroke.color());
        out.writeBytes(ByteBuffer.allocate(Float.BYTES).putFloat(stroke.width()).array());
        varint(points.size());
        int pressure = Points.FULL_PRESSURE;
        for (int i = 0; i < points.size(); i++) {
            delta(points.x(i) - x);
            delta(points.y(i) - y);
            delta(points.t(i) - t);
            if (withPressure) {
                delta(points.pressure(i) - pressure);
            }
            x = points.x(i);
            y = points.y(i);
            t = points.t(i);
            pressure = points.pressure(i);
        }
    }

    private void rgb(int color) {
        out.write(color >> 16);
        out.write(color >> 8);
        out.write(color);
    }

    /** Zig-zag: 0, -1, 1, -2 … become 0, 1, 2, 3 …, so that small steps either way are small numbers. */
    private void delta(int value) {
        varint((value << 1) ^ (value >> 31));
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private void varint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
