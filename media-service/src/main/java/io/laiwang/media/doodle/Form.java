package io.laiwang.media.doodle;

import io.laiwang.media.doodle.format.Drawing;
import io.laiwang.media.doodle.format.JsonWriter;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a doodle can be read as. The first is what who asks for nothing gets. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Form {
    JSON("json", "application/json", JsonWriter::write);

    private final String suffix;
    private final String mediaType;
    private final Function<Drawing, byte[]> writer;

    Form(String suffix, String mediaType, Function<Drawing, byte[]> writer) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.writer = writer;
    }

    String suffix() {
        return suffix;
    }

    byte[] write(Drawing drawing) {
        return writer.apply(drawing);
    }

    String mediaType() {
        return mediaType;
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
