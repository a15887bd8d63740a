package io.laiwang.media.doodle;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.InkmlWriter;
import io.laiwang.media.doodle.format.JsonWriter;
import io.laiwang.media.doodle.render.Backdrop;
import io.laiwang.media.doodle.render.Renderer;
import io.laiwang.media.doodle.render.Svg;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a doodle can be read as. The first is what who asks for nothing gets. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Form {
    JSON("json", "application/json", (drawing, size, photo) -> JsonWriter.write(drawing)),
    SVG("svg", "image/svg+xml", (drawing, size, photo) -> Svg.still(drawing, photo)),
    REPLAY("replay.svg", "image/svg+xml", (drawing, size, photo) -> Svg.replay(drawing, photo)),
    PNG("png", "image/png", Renderer::png),
    INKML("inkml", "application/inkml+xml", (drawing, size, photo) -> InkmlWriter.write(drawing));

    /** @see #write */
    private interface Writer {
        byte[] write(Drawing drawing, int size, @Nullable Backdrop photo);
    }

    private final String suffix;
    private final String mediaType;
    private final Writer writer;

    Form(String suffix, String mediaType, Writer writer) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    String mediaType() {
        return mediaType;
    }

    /** @param size of a picture's longer side, in pixels */
    byte[] write(Drawing drawing, int size, @Nullable Backdrop photo) {
        return writer.write(drawing, size, photo);
    }

    /** A picture shows what it was drawn on. */
    boolean showsPhoto() {
        return this == SVG || this == REPLAY || this == PNG;
    }

    /** Names what is made of a doodle: other bytes have another name. */
    String name(int size) {
        String name = suffix.replace('.', '-');
        return this == PNG ? name + "-" + size + "-" + Renderer.VERSION : name;
    }

    static Optional<Form> of(String suffix) {
        return Arrays.stream(values())
                .filter(form -> form.suffix.equals(suffix))
                .findFirst();
    }

    /** @param accepted the best first, as RFC 9110 orders them */
    static Optional<Form> of(List<MediaType> accepted) {
        return accepted.stream()
                .filter(Form::isWanted)
                .flatMap(type -> Arrays.stream(values()).filter(form -> type.isCompatible(form.type())))
                .findFirst();
    }

    private MediaType type() {
        String[] parts = mediaType.split("/", 2);
        return new MediaType(parts[0], parts[1]);
    }

    /** {@code q=0} says what isn't. */
    private static boolean isWanted(MediaType type) {
        return !type.getParameters().getOrDefault("q", "1").matches("0(\\.0*)?");
    }
}
