package io.laiwang.kit.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a PATCH: tells a field that is null, which clears, from one that isn't there, which changes nothing. */
public final class Patch {
    private final JsonNode body;

    private Patch(JsonNode body) {
        this.body = body;
    }

    /** @throws Refused a 400 for what isn't a JSON object */
    public static Patch of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw new Refused(Problem.invalid("body", "is not the JSON object that is expected"));
        }
        return new Patch(body);
    }

    public boolean has(String field) {
        return body.has(field);
    }

    /** @throws Refused a 400 for what is neither a string nor null */
    public @Nullable String text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Refused(Problem.invalid(field, "has the wrong type or form"));
        }
        return value.asText();
    }

    /** @throws Refused a 400 for what is neither true nor false nor null */
    public @Nullable Boolean flag(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw new Refused(Problem.invalid(field, "has the wrong type or form"));
        }
        return value.asBoolean();
    }

    /** @throws Refused a 400 for what is neither a time of RFC 3339 nor null */
    public @Nullable Instant time(String field) {
        String text = text(field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refused(Problem.invalid(field, "must be a time such as 2026-01-02T03:04:05.000Z"));
        }
    }

    /** @throws Refused a 400 for what is neither an id nor null */
    public @Nullable UUID id(String field) {
        String text = text(field);
        return text == null
                ? null
                : Ids.parse(text).orElseThrow(() -> new Refused(Problem.invalid(field, "must be an id")));
    }
}
