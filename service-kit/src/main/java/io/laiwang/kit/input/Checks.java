package io.laiwang.kit.input;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.Problem.FieldError;
import io.laiwang.kit.problem.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a request, so that one answer names every field:
 *
 * <pre>{@code
 * new Checks().text("displayName", name, 1, 64).present("device", device).orRefuse();
 * }</pre>
 */
public final class Checks {
    private final List<FieldError> errors = new ArrayList<>();

    /** The request's body, or a 400: a body of {@code null} is one that wasn't sent. */
    public static <T> T body(@Nullable T body) {
        if (body == null) {
            throw new Refused(Problem.invalid("body", "is missing"));
        }
        return body;
    }

    public Checks present(String field, @Nullable Object value) {
        return check(field, value != null, "is missing");
    }

    /** A required text of {@code min} to {@code max} code points that can be stored. */
    public Checks text(String field, @Nullable String value, int min, int max) {
        return value == null ? present(field, null) : optionalText(field, value, min, max);
    }

    public Checks optionalText(String field, @Nullable String value, int min, int max) {
        if (value == null) {
            return this;
        }
        int length = value.codePointCount(0, value.length());
        check(field, length >= min && length <= max, "must have %d to %d characters".formatted(min, max));
        return check(field, Text.isStorable(value), "must not contain U+0000 or half a surrogate pair");
    }

    public Checks line(String field, @Nullable String value) {
        return check(
                field,
                value == null || value.codePoints().noneMatch(Character::isISOControl),
                "must not contain control characters");
    }

    public Checks number(String field, @Nullable Long value, long min, long max) {
        return value == null
                ? present(field, null)
                : check(field, value >= min && value <= max, "must be from %d to %d".formatted(min, max));
    }

    public <T> Checks each(String field, @Nullable Collection<@Nullable T> values, Predicate<T> ok, String message) {
        int index = 0;
        for (T value : values == null ? List.<T>of() : values) {
            check("%s[%d]".formatted(field, index++), value != null && ok.test(value), message);
        }
        return this;
    }

    public Checks check(String field, boolean ok, String message) {
        if (!ok && errors.stream().noneMatch(e -> e.field().equals(field))) {
            errors.add(new FieldError(field, message));
        }
        return this;
    }

    public void orRefuse() {
        if (!errors.isEmpty()) {
            throw new Refused(Problem.invalid(errors));
        }
    }
}
