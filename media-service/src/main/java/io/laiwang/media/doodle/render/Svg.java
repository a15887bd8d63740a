package io.laiwang.media.doodle.render;

import io.laiwang.media.doodle.format.Colors;
import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Numbers;
import io.laiwang.media.doodle.format.Points;
import io.laiwang.media.doodle.format.Stroke;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A drawing as SVG: paths alone, with the same smoothing and widths as {@link Trail} has, a path for each part of a
 * stroke of one width. No script, no link, nothing of the sender's but numbers and colors, and a photo as we have drawn
 * it again ourselves, so it is safe within a page and whole by itself.
 *
 * <p>An eraser uncovers the background, so it is a line in the background's color; a photo is a pattern for the paper and
 * the eraser alike.
 */
public final class Svg {
    /** Pressures that are drawn as one width differ by less than this. */
    private static final int PRESSURE_STEP = 8;

    /** Of a replay: a path is as long as one dash, which is moved in; reduced motion shows all at once. */
    private static final String REPLAY_STYLE = """
        <style>.lw-r path{stroke-dasharray:1 2;animation:lw-draw linear both}\
        @keyframes lw-draw{0%{stroke-dashoffset:1;visibility:hidden}0.01%{visibility:visible}\
        100%{stroke-dashoffset:0;visibility:visible}}\
        @media(prefers-reduced-motion:reduce){.lw-r path{animation:none}}</style>\
        """;

    private final Drawing drawing;
    private final boolean replay;
    private final @Nullable Backdrop photo;
    private final StringBuilder out = new StringBuilder();

    private Svg(Drawing drawing, boolean replay, @Nullable Backdrop photo) {
        this.drawing = drawing;
        this.replay = replay;
        this.photo = photo;
    }

    /** @param photo what it is drawn on; white where its photo is gone */
    public static byte[] still(Drawing drawing, @Nullable Backdrop photo) {
        return new Svg(drawing, false, photo).write();
    }

    /** Every stroke is drawn again in its own time. */
    public static byte[] replay(Drawing drawing, @Nullable Backdrop photo) {
        return new Svg(drawing, true, photo).write();
    }

    private byte[] write() {
        String size = "\"0 0 " + drawing.width() + " " + drawing.height() + "\"";
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=").append(size);
        attribute("width", String.valueOf(drawing.width()));
        attribute("height", String.valueOf(drawing.height()));
        // what multiplies does so with the drawing, not with the page around it
        out.append(" style=\"isolation:isolate\">").append(replay ? REPLAY_STYLE : "");
        writePattern();
        out.append("<rect width=\"100%\" height=\"100%\"");
        attribute("fill", background());
        out.append("/><g fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        out.append(replay ? " class=\"lw-r\">" : ">");
        drawing.strokes().forEach(this::write);
        return out.append("</g></svg>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writePattern() {
        if (photo == null || !(drawing.background() instanceof Background.Picture picture)) {
            return;
        }
        out.append("<pattern");
        attribute("id", patternId(picture));
        attribute("patternUnits", "userSpaceOnUse");
        attribute("width", String.valueOf(drawing.width()));
        attribute("height", String.valueOf(drawing.height()));
        out.append("><image");
        attribute("width", String.valueOf(drawing.width()));
        attribute("height", String.valueOf(drawing.height()));
        attribute("preserveAspectRatio", "xMidYMid slice");
        attribute("href", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(photo.jpeg()));
        out.append("/></pattern>");
    }

    /** Two drawings in one page that have the same have the same pattern. */
    private String patternId(Background.Picture picture) {
        return "lw-%s-%dx%d".formatted(picture.mediaId(), drawing.width(), drawing.height());
    }

    private void write(Stroke stroke) {
        out.append("<g");
        attribute("stroke", stroke.tool() == Tool.ERASER ? background() : Colors.format(stroke.color()));
        out.append(stroke.tool() == Tool.MARKER ? " style=\"mix-blend-mode:multiply\">" : ">");
        Points points = stroke.points();
        int from = 0;
        while (from < points.size()) {
            int end = endOfWidth(points, from);
            writePath(stroke, from, end);
            from = end;
        }
        out.append("</g>");
    }

    /** The point at which another width begins. */
    private static int endOfWidth(Points points, int from) {
        int end = from + 1;
        while (end < points.size() && level(points, end) == level(points, from)) {
            end++;
        }
        return end;
    }

    private static int level(Points points, int i) {
        return points.pressure(i) / PRESSURE_STEP;
    }

    private void writePath(Stroke stroke, int from, int end) {
        Points points = stroke.points();
        out.append("<path");
        attribute("stroke-width", Numbers.of(rounded(Nib.width(stroke, points.pressure((from + end) / 2)))));
        if (replay) {
            int begin = points.t(from);
            int last = points.t(Math.min(end, points.size() - 1));
            attribute("pathLength", "1");
            attribute(
                    "style", "animation-delay:" + begin + "ms;animation-duration:" + Math.max(1, last - begin) + "ms");
        }
        out.append(" d=\"M");
        middle(points, from - 1, from);
        for (int i = from; i < end; i++) {
            boolean straight = i == 0 || i == points.size() - 1;
            out.append(straight ? 'L' : 'Q');
            if (!straight) {
                middle(points, i, i);
                out.append(' ');
            }
            middle(points, i, i + 1);
        }
        out.append("\"/>");
    }

    /** Between two points; beyond either end of the stroke it is the end itself. */
    private void middle(Points points, int a, int b) {
        int from = Math.max(a, 0);
        int to = Math.min(b, points.size() - 1);
        hundredths(points.x(from) + points.x(to));
        out.append(' ');
        hundredths(points.y(from) + points.y(to));
    }

    /** Of a sum of two coordinates, in half sixteenths. */
    private void hundredths(int sum) {
        int number = (sum * 100 + Points.STEPS) / (2 * Points.STEPS);
        out.append(number / 100);
        int rest = number % 100;
        if (rest != 0) {
            out.append('.').append(rest / 10);
            if (rest % 10 != 0) {
                out.append(rest % 10);
            }
        }
    }

    private String background() {
        return switch (drawing.background()) {
            case Background.Color color -> Colors.format(color.rgb());
            case Background.Picture picture when photo != null -> "url(#" + patternId(picture) + ")";
            case Background.Picture _ -> "#ffffff";
        };
    }

    private static float rounded(float width) {
        return Math.max(0.01f, Math.round(width * 100) / 100f);
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
    }
}
