package io.laiwang.media.doodle.format;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import io.laiwang.media.doodle.format.Drawing.Background;
import io.laiwang.media.doodle.format.InkSheet.Brush;
import io.laiwang.media.doodle.format.InkSheet.Channel;
import io.laiwang.media.doodle.format.Stroke.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A drawing from InkML, from ours and from other programs': channels in any order and unit, brushes, differences. A
 * document type is refused whatever it says, so there are no entities, outer or inner.
 */
public final class InkmlReader {
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final int MOST_BRUSHES = Drawing.MAX_STROKES;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<String, Brush> brushes = new HashMap<>();
    private final InkSheet sheet = new InkSheet();
    private String brushId = "";
    private Brush brush = Brush.PLAIN;
    private boolean inBrush;

    private InkmlReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws Refused for whatever isn't a drawing, naming the stroke and the point where it is one of those */
    public static Drawing read(InputStream body) throws IOException {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(body, "UTF-8");
            return new InkmlReader(xml).drawing();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            throw new Refused(Problem.invalid("body", "can't be read as InkML"));
        }
    }

    private Drawing drawing() throws XMLStreamException {
        boolean isInk = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    isInk |= xml.getLocalName().equals("ink");
                    begin(xml.getLocalName());
                }
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new Refused(Problem.invalid("body", "must not have a document type or entities"));
                default -> {}
            }
        }
        if (!isInk) {
            throw new Refused(Problem.invalid("body", "is not an InkML document"));
        }
        return sheet.toDrawing();
    }

    private void begin(String element) throws XMLStreamException {
        switch (element) {
            case "traceFormat" -> channels.clear();
            case "channel" -> channels.add(channel());
            case "brush" -> {
                brushId = String.valueOf(xml.getAttributeValue(XML, "id"));
                brush = Brush.PLAIN;
                inBrush = true;
            }
            case "brushProperty" -> brush = brush.with(attribute("name"), attribute("value"));
            case "annotation" -> annotation(attribute("type"));
            case "trace" -> trace();
            default -> {}
        }
    }

    private void end(String element) {
        if (element.equals("brush") && brushes.size() < MOST_BRUSHES) {
            brushes.put("#" + brushId, brush);
            inBrush = false;
        }
    }

    private void annotation(String type) throws XMLStreamException {
        if (inBrush && type.equals(InkmlWriter.TOOL)) {
            brush = Tool.of(xml.getElementText().strip()).map(brush::with).orElse(brush);
        } else if (!inBrush && type.equals(InkmlWriter.BACKGROUND)) {
            Colors.parse(xml.getElementText().strip()).ifPresent(color -> sheet.on(new Background.Color(color)));
        }
    }

    private void trace() throws XMLStreamException {
        Brush used = brushes.getOrDefault(attribute("brushRef"), Brush.PLAIN);
        boolean drawn = !attribute("type").equals("penUp");
        String points = xml.getElementText();
        if (drawn) {
            sheet.add(used, channels.isEmpty() ? Channel.X_AND_Y : List.copyOf(channels), points);
        }
    }

    private Channel channel() {
        if (channels.size() >= Channel.MOST) {
            throw new Refused(Problem.invalid("body", "must have at most " + Channel.MOST + " channels"));
        }
        return new Channel(attribute("name"), number("min"), number("max"), attribute("units"));
    }

    private double number(String name) {
        try {
            return Double.parseDouble(attribute(name));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Empty where there is none. */
    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
