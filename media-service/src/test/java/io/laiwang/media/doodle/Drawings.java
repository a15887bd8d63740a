package io.laiwang.media.doodle;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Drawings made up from a seed. */
public final class Drawings {
    private Drawings() {}

    /** Any that the protocol allows. */
    public static Drawing random(RandomGenerator random) {
        int width = random.nextInt(1, Drawing.MAX_SIZE + 1);
        int height = random.nextInt(1, Drawing.MAX_SIZE + 1);
        Background background = random.nextBoolean()
                ? new Background.Color(random.nextInt(1 << 24))
                : new Background.Picture(new UUID(random.nextLong(), random.nextLong()));
        List<Stroke> strokes = new ArrayList<>();
        int t = 0;
        for (int i = random.nextInt(8); i > 0; i--) {
            boolean withPressure = random.nextBoolean();
            Points.Builder points = new Points.Builder();
            for (int k = random.nextInt(1, 60); k > 0; k--) {
                t += random.nextInt(random.nextInt(10) == 0 ? 100_000 : 20);
                points.add(
                        random.nextInt(width * Points.STEPS + 1),
                        random.nextInt(height * Points.STEPS + 1),
                        t,
                        withPressure ? random.nextInt(Points.FULL_PRESSURE + 1) : Points.FULL_PRESSURE);
            }
            Tool tool = Tool.values()[random.nextInt(Tool.values().length)];
            float size = random.nextBoolean() ? random.nextInt(1, 60) : random.nextFloat(0.001f, Drawing.MAX_SIZE);
            strokes.add(new Stroke(tool, random.nextInt(1 << 24), size, points.build()));
        }
        return new Drawing(width, height, background, strokes);
    }

    /** As a hand draws: small steps, every few milliseconds, with a pressure that swells and ebbs. */
    public static Drawing handwriting(int size, int strokeCount, int pointsEach) {
        List<Stroke> strokes = new ArrayList<>();
        int t = 0;
        for (int s = 0; s < strokeCount; s++) {
            Points.Builder points = new Points.Builder();
            double cx = size * (0.15 + 0.7 * ((s * 37) % 100) / 100);
            double cy = size * (0.15 + 0.7 * ((s * 61) % 100) / 100);
            for (int i = 0; i < pointsEach; i++) {
                double turn = i * 0.11 + s;
                double radius = size * 0.1 * (1 + 0.4 * StrictMath.sin(turn * 0.31));
                int x = (int) Math.round((cx + radius * StrictMath.cos(turn)) * Points.STEPS);
                int y = (int) Math.round((cy + radius * StrictMath.sin(turn * 1.2)) * Points.STEPS);
                points.add(x, y, t, 150 + (int) Math.round(90 * StrictMath.sin(i * 0.07)));
                t += 8 + i % 2;
            }
            t += 200;
            Tool tool = s % 7 == 3 ? Tool.MARKER : s % 11 == 5 ? Tool.ERASER : Tool.PEN;
            int width = tool == Tool.PEN ? 6 : 24;
            strokes.add(new Stroke(tool, 0x1b4f9c ^ s * 0x3311, width, points.build()));
        }
        return new Drawing(size, size, new Background.Color(0xfffdf5), strokes);
    }

    /** As much as the protocol allows, all over the largest canvas. */
    public static Drawing scribble(float width) {
        RandomGenerator random = new Random(5);
        List<Stroke> strokes = new ArrayList<>();
        int across = Drawing.MAX_SIZE * Points.STEPS + 1;
        for (int s = 0; s < Drawing.MAX_STROKES; s++) {
            Points.Builder points = new Points.Builder();
            for (int i = 0; i < Drawing.MAX_POINTS / Drawing.MAX_STROKES; i++) {
                points.add(random.nextInt(across), random.nextInt(across), s, random.nextInt(256));
            }
            strokes.add(new Stroke(Tool.values()[s % 3], random.nextInt(1 << 24), width, points.build()));
        }
        return new Drawing(Drawing.MAX_SIZE, Drawing.MAX_SIZE, new Background.Color(0xffffff), strokes);
    }
}
