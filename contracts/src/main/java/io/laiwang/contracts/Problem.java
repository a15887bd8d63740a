package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * An error as RFC 9457 has it. {@code errors} names the fields of a 400 and is left out elsewhere.
 *
 * @param detail one sentence for a person; never another user's data, never an internal name
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errors"})
public record Problem(
        ProblemCode code,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /** @param field a path such as {@code device.name} or {@code strokes[3].points[17]} */
    public record FieldError(String field, String message) {}

    public Problem {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of());
    }

    public static Problem of(ProblemCode code) {
        return of(code, code.title() + ".");
    }

    public static Problem invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public static Problem invalid(List<FieldError> errors) {
        return invalid(ProblemCode.INVALID_REQUEST, errors);
    }

    /** A 400 of a code of its own. */
    public static Problem invalid(ProblemCode code, String field, String message) {
        return invalid(code, List.of(new FieldError(field, message)));
    }

    private static Problem invalid(ProblemCode code, List<FieldError> errors) {
        return new Problem(
                code, errors.getFirst().field() + " " + errors.getFirst().message() + ".", errors);
    }

    public String getType() {
        return "urn:laiwang:problem:" + code.code();
    }

    public String getTitle() {
        return code.title();
    }

    public int getStatus() {
        return code.status();
    }
}
