package io.laiwang.media.doodle.format;

import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A drawing as InkML (W3C Recommendation, 20 September 2011): a trace for each stroke with the channels X, Y, T and F,
 * a brush for each kind of line, and the canvas's size as the range of X and Y. An eraser is a brush with the {@code
 * tool} annotation; other programs see a line in the background's color.
 */
public final class InkmlWriter {
    static final String NAMESPACE = "http://www.w3.org/2003/InkML";
    /** What InkML has no word for, as annotations. */
    static final String TOOL = "tool";

    static final String BACKGROUND = "background";

    private final StringBuilder out = new StringBuilder();
    private final Map<String, String> brushes = new LinkedHashMap<>();

    private InkmlWriter() {}

    public static byte[] write(Drawing drawing) {
        InkmlWriter writer = new InkmlWriter();
        writer.writeAll(drawing);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeAll(Drawing drawing) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ink xmlns=\"" + NAMESPACE + "\">\n<definitions>\n");
        writeFormat(drawing);
        drawing.strokes().forEach(stroke -> writeBrush(stroke, drawing.background()));
        out.append("</definitions>\n");
        writeBackground(drawing.background());
        drawing.strokes().forEach(stroke -> writeTrace(stroke, drawing.background()));
        out.append("</ink>\n");
    }

    private void writeFormat(Drawing drawing) {
        out.append("<context xml:id=\"drawing\"><inkSource xml:id=\"source\"><traceFormat>")
                .append("<channel name=\"X\" type=\"decimal\" min=\"0\" max=\"%d\"/>".formatted(drawing.width()))
                .append("<channel name=\"Y\" type=\"decimal\" min=\"0\" max=\"%d\"/>".formatted(drawing.height()))
                .append("<channel name=\"T\" type=\"integer\" units=\"ms\"/>")
                .append("<channel name=\"F\" type=\"decimal\" min=\"0\" max=\"1\"/>")
                .append("</traceFormat></inkSource></context>\n");
    }

    private void writeBackground(Background background) {
        switch (background) {
            case Background.Color color -> annotation(BACKGROUND, Colors.format(color.rgb()));
            // a picture is somebody's medium, which means nothing to another program
            case Background.Picture _ -> {}
        }
    }

    private void writeBrush(Stroke stroke, Background background) {
        String brush = brush(stroke, background);
        if (!brushes.containsKey(brush)) {
            String id = "brush" + brushes.size();
            brushes.put(brush, id);
            out.append("<brush xml:id=\"")
                    .append(id)
                    .append("\">")
                    .append(brush)
                    .append("</brush>\n");
        }
    }

    private void writeTrace(Stroke stroke, Background background) {
        Points points = stroke.points();
        out.append("<trace contextRef=\"#drawing\" brushRef=\"#")
                .append(brushes.get(brush(stroke, background)))
                .append("\">");
        for (int i = 0; i < points.size(); i++) {
            out.append(i == 0 ? "" : ",")
                    .append(Numbers.steps(points.x(i)))
                    .append(' ')
                    .append(Numbers.steps(points.y(i)))
                    .append(' ')
                    .append(points.t(i))
                    .append(' ')
                    .append(Numbers.pressure(points.pressure(i)));
        }
        out.append("</trace>\n");
    }

    private static String brush(Stroke stroke, Background background) {
        int color = stroke.tool() == Tool.ERASER && background instanceof Background.Color paper
                ? paper.rgb()
                : stroke.color();
        return property("width", Numbers.of(stroke.width()))
                + property("height", Numbers.of(stroke.width()))
                + property("color", Colors.format(color))
                + property("tip", "ellipse")
                + property("rasterOp", stroke.tool() == Tool.MARKER ? "maskPen" : "copyPen")
                + "<annotation type=\"" + TOOL + "\">" + stroke.tool().wireName() + "</annotation>";
    }

    private static String property(String name, String value) {
        return "<brushProperty name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    private void annotation(String type, String text) {
        out.append("<annotation type=\"")
                .append(type)
                .append("\">")
                .append(text)
                .append("</annotation>\n");
    }
}
