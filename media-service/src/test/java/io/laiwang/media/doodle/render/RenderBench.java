package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.Drawings;
import io.laiwang.media.doodle.Samples;
import io.laiwang.media.doodle.format.BinaryWriter;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.JsonWriter;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prints what pictures of doodles cost, in CPU time of the one thread that draws. Run its {@code main}. */
final class RenderBench {
    private static final double NANOS_A_MILLI = 1e6;

    private RenderBench() {}

    public static void main(String[] arguments) {
        print("a hand's, 2,000 points", Drawings.handwriting(720, 20, 100), 720, 60);
        Backdrop photo = Samples.photo(1024, 768);
        print("the same, on a photo", onPhoto(Drawings.handwriting(720, 20, 100)), 720, 60, photo);
        print("the same, largest, on a photo", onPhoto(Drawings.handwriting(720, 20, 100)), 4096, 5, photo);
        print("the same, largest", Drawings.handwriting(720, 20, 100), 4096, 5);
        print("a hand's, 100,000 points", Drawings.handwriting(4096, 50, 2_000), 4096, 3);
        for (float width : new float[] {1, 8, 64, 4096}) {
            print("worst, lines %.0f wide".formatted(width), Drawings.scribble(width), 4096, 3);
        }
        print("worst, lines 8 wide", Drawings.scribble(8), 720, 3);
    }

    private static Drawing onPhoto(Drawing drawing) {
        return new Drawing(
                drawing.width(), drawing.height(), new Background.Picture(new UUID(8, 8)), drawing.strokes());
    }

    private static void print(String name, Drawing drawing, int size, int times) {
        print(name, drawing, size, times, null);
    }

    private static void print(String name, Drawing drawing, int size, int times, @Nullable Backdrop photo) {
        long best = Long.MAX_VALUE;
        byte[] png = new byte[0];
        for (int i = 0; i < times; i++) {
            long before = cpu();
            png = Renderer.png(drawing, size, photo);
            best = Math.min(best, cpu() - before);
        }
        System.out.printf(
                "%-30s %4d px %8.1f ms, PNG %6d KB, kept %4d KB, JSON %5d KB%n",
                name,
                size,
                best / NANOS_A_MILLI,
                png.length / 1024,
                BinaryWriter.write(drawing).length / 1024,
                JsonWriter.write(drawing).length / 1024);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
