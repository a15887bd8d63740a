package io.laiwang.kit.input;

import io.laiwang.kit.problem.Refused;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they come in; {@link UUID#fromString} alone would take {@code 1-1-1-1-1}. */
public final class Ids {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    public static Optional<UUID> parse(String id) {
        return FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }

    /** A malformed id in a path is a 404 like an unknown one. */
    public static UUID inPath(String id) {
        return parse(id).orElseThrow(Refused::notFound);
    }
}
