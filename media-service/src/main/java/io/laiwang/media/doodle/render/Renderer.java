package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a drawing, band by band, so that the largest picture takes no more memory than a small one. What it costs is
 * bounded as well: a drawing with more ink than anyone could tell apart is drawn with coarser pixels ({@link Effort}).
 */
public final class Renderer {
    public static final int MIN_SIZE = 16;
    public static final int MAX_SIZE = 4096;
    /** Goes up with every change that changes a pixel, so that pictures that were kept aren't taken for new ones. */
    public static final int VERSION = 1;

    private static final int WHITE = 0xffffff;
    private static final int BAND_PIXELS = 1 << 20;

    private Renderer() {}

    /**
     * @param size of the longer side, in pixels
     * @param photo what it is drawn on; white where its photo is gone
     */
    public static byte[] png(Drawing drawing, int size, @Nullable Backdrop photo) {
        float scale = (float) size / Math.max(drawing.width(), drawing.height());
        int width = Math.max(1, Math.round(drawing.width() * scale));
        int height = Math.max(1, Math.round(drawing.height() * scale));
        Png png = new Png(width, height);
        int coarseness = Effort.coarseness(drawing, scale);
        if (coarseness == 1) {
            draw(drawing, scale, paper(drawing, photo, width, height), width, height, png);
        } else {
            Coarse coarse = new Coarse(width, height, coarseness, png);
            Paper paper = paper(drawing, photo, coarse.width(), coarse.height());
            draw(drawing, scale / coarseness, paper, coarse.width(), coarse.height(), coarse);
        }
        return png.end();
    }

    private static void draw(Drawing drawing, float scale, Paper paper, int width, int height, Rows rows) {
        List<Stroke> strokes = drawing.strokes();
        List<Trail> trails =
                strokes.stream().map(stroke -> Trail.of(stroke, scale)).toList();
        Band band = new Band(width, Math.clamp(BAND_PIXELS / width, 1, height));
        for (int top = 0; top < height; top += band.rows()) {
            band.moveTo(top, height, paper);
            for (int i = 0; i < trails.size(); i++) {
                band.draw(trails.get(i), strokes.get(i).tool(), strokes.get(i).color());
            }
            for (int row = 0; row < band.rows(); row++) {
                rows.add(band.pixels(), row * width);
            }
        }
    }

    private static Paper paper(Drawing drawing, @Nullable Backdrop photo, int width, int height) {
        return switch (drawing.background()) {
            case Background.Color color -> Paper.plain(color.rgb());
            case Background.Picture _ when photo != null -> new PhotoPaper(photo.raster(width, height), width, height);
            case Background.Picture _ -> Paper.plain(WHITE);
        };
    }
}
