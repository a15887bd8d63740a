package io.laiwang.kit.rest;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import org.jspecify.annotations.Nullable;

/** The {@code limit} of a list; out of range it is refused, never clamped. */
public final class PageLimit {
    private PageLimit() {}

    public static int of(@Nullable String limit) {
        return of(limit, 200);
    }

    public static int of(@Nullable String limit, int max) {
        return limit == null ? 50 : (int) Query.number("limit", limit, 1, max);
    }

    /** Numbers in a query. */
    public static final class Query {
        private Query() {}

        public static long number(String name, String value, long min, long max) {
            try {
                long number = Long.parseLong(value);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // the same answer as one that is out of range
            }
            throw new Refused(Problem.invalid(name, "must be a whole number from %d to %d".formatted(min, max)));
        }
    }
}
