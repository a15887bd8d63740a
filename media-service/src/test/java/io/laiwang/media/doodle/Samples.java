package io.laiwang.media.doodle;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;
import io.laiwang.media.doodle.format.Stroke.Tool;
import io.laiwang.media.doodle.render.Backdrop;
import io.laiwang.media.thumbnail.encode.JpegEncoder;
import io.laiwang.media.thumbnail.picture.Raster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drawings that a person can look at, each for something that a rasteriser can get wrong. */
public final class Samples {
    private static final int SIZE = 240;
    private static final Background CREAM = new Background.Color(0xfffdf5);

    private Samples() {}

    public static Map<String, Drawing> all() {
        Map<String, Drawing> all = new LinkedHashMap<>();
        all.put("flower", flower());
        all.put("pressure", pressure());
        all.put("marker", marker());
        all.put("eraser", eraser());
        all.put("hairlines", hairlines());
        all.put("handwriting", Drawings.handwriting(SIZE, 12, 60));
        return all;
    }

    /** @param photo none for white paper */
    public record OnPhoto(Drawing drawing, @Nullable Backdrop photo) {}

    /** Drawn on a photo that is wider, and on one that is much smaller. */
    public static Map<String, OnPhoto> onPhotos() {
        Map<String, OnPhoto> all = new LinkedHashMap<>();
        all.put("photo-wide", onPhoto(480, 300));
        all.put("photo-small", onPhoto(60, 100));
        return all;
    }

    private static OnPhoto onPhoto(int width, int height) {
        Drawing drawing = new Drawing(
                SIZE,
                SIZE,
                new Background.Picture(new UUID(width, height)),
                Stream.concat(marker().strokes().stream(), erased()).toList());
        return new OnPhoto(drawing, photo(width, height));
    }

    private static Stream<Stroke> erased() {
        Line drawing = new Line();
        drawing.t = 100_000;
        drawing.begin().to(30, 200, 1).to(210, 40, 1).end(Tool.ERASER, 0, 36);
        return drawing.strokes.stream();
    }

    /** Rings on a slope, so that every place has a color of its own. */
    public static Backdrop photo(int width, int height) {
        int[] pixels = new int[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width * 240 / width;
            int y = i / width * 240 / height;
            int ring = ((x - 120) * (x - 120) + (y - 120) * (y - 120)) / 1800 % 2 * 60;
            pixels[i] = (140 + ring) << 16 | (x / 2 + ring) << 8 | (y / 2 + 60);
        }
        return new Backdrop(JpegEncoder.encode(new Raster(width, height, pixels)), width, height);
    }

    /** A picture of 100 × 300 in three fields, one below the other. */
    public static byte[] stripes(int... colors) {
        int[] pixels = new int[100 * 300];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = colors[i / (100 * 100)];
        }
        return JpegEncoder.encode(new Raster(100, 300, pixels));
    }

    /** The same lying on its side: 300 × 100. */
    public static byte[] wideStripes(int... colors) {
        int[] pixels = new int[300 * 100];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = colors[i % 300 / 100];
        }
        return JpegEncoder.encode(new Raster(300, 100, pixels));
    }

    private static Drawing flower() {
        Line drawing = new Line();
        for (int petal = 0; petal < 6; petal++) {
            double turn = petal * Math.PI / 3;
            drawing.begin();
            for (int i = 0; i <= 40; i++) {
                double a = i * Math.PI / 20;
                double r = 62 * StrictMath.sin(a / 2);
                double spread = turn + 0.5 * StrictMath.cos(a / 2);
                drawing.to(
                        120 + r * StrictMath.cos(spread),
                        100 + r * StrictMath.sin(spread),
                        0.4 + 0.6 * StrictMath.sin(a / 2));
            }
            drawing.end(Tool.PEN, petal % 2 == 0 ? 0xd6336c : 0xf06595, 6);
        }
        drawing.dot(120, 100).end(Tool.PEN, 0xfab005, 30);
        drawing.begin()
                .to(120, 120, 1)
                .to(112, 160, 0.8)
                .to(124, 200, 0.6)
                .to(118, 236, 0.5)
                .end(Tool.PEN, 0x2b8a3e, 8);
        return drawing.on(CREAM);
    }

    private static Drawing pressure() {
        Line drawing = new Line();
        for (int row = 0; row < 6; row++) {
            drawing.begin();
            for (int i = 0; i <= 60; i++) {
                double p = 0.5 - 0.5 * StrictMath.cos(i * Math.PI / (5 + row * 5));
                drawing.to(20 + i * 200.0 / 60, 30 + row * 36 + 8 * StrictMath.sin(i * 0.4), p);
            }
            drawing.end(Tool.PEN, 0x1864ab, 4 + row * 4);
        }
        return drawing.on(CREAM);
    }

    private static Drawing marker() {
        Line drawing = new Line();
        int[] colors = {0xffd43b, 0x4dabf7, 0xff8787};
        for (int i = 0; i < 3; i++) {
            drawing.begin();
            for (int k = 0; k <= 48; k++) {
                double a = k * Math.PI / 16;
                drawing.to(80 + i * 40 + 52 * StrictMath.cos(a), 120 + 60 * StrictMath.sin(a * 2 / 3), 1);
            }
            drawing.end(Tool.MARKER, colors[i], 26);
        }
        drawing.begin().to(20, 120, 1).to(220, 120, 1).end(Tool.PEN, 0x212529, 3);
        return drawing.on(CREAM);
    }

    private static Drawing eraser() {
        Line drawing = new Line();
        for (int y = 20; y < 230; y += 14) {
            drawing.begin().to(10, y, 1).to(230, y, 1).end(Tool.PEN, 0x5f3dc4, 10);
        }
        drawing.begin()
                .to(40, 40, 1)
                .to(200, 60, 1)
                .to(60, 140, 1)
                .to(200, 210, 1)
                .end(Tool.ERASER, 0, 30);
        drawing.begin().to(30, 200, 1).to(210, 30, 1).end(Tool.MARKER, 0xffa94d, 18);
        return drawing.on(new Background.Color(0xe3fafc));
    }

    private static Drawing hairlines() {
        Line drawing = new Line();
        for (int i = 0; i < 24; i++) {
            double a = i * Math.PI / 12;
            drawing.begin()
                    .to(120, 120, 1)
                    .to(120 + 110 * StrictMath.cos(a), 120 + 110 * StrictMath.sin(a), 1)
                    .end(Tool.PEN, 0, 0.25 + i * 0.125);
        }
        for (int i = 0; i < 10; i++) {
            drawing.dot(20 + i * 22, 232).end(Tool.PEN, 0xc92a2a, 0.5 + i);
        }
        return drawing.on(new Background.Color(0xffffff));
    }

    /** Draws on, five milliseconds a point. */
    private static final class Line {
        private final List<Stroke> strokes = new ArrayList<>();
        private Points.Builder points = new Points.Builder();
        private int t;

        Line begin() {
            points = new Points.Builder();
            t += 60;
            return this;
        }

        Line to(double x, double y, double pressure) {
            points.add(steps(x), steps(y), t, (int) Math.round(pressure * Points.FULL_PRESSURE));
            t += 12;
            return this;
        }

        Line dot(double x, double y) {
            return begin().to(x, y, 1);
        }

        void end(Tool tool, int color, double width) {
            strokes.add(new Stroke(tool, color, (float) width, points.build()));
        }

        Drawing on(Background background) {
            return new Drawing(SIZE, SIZE, background, strokes);
        }

        private static int steps(double coordinate) {
            return (int) Math.round(Math.clamp(coordinate, 0, SIZE) * Points.STEPS);
        }
    }
}
