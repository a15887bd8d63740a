package io.laiwang.kit.problem;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.smallrye.mutiny.Uni;
import java.io.Serial;
import java.time.Duration;

/**
 * An expected refusal on its way out of a transaction or a request: it rolls back what was begun and is answered with
 * its problem. It isn't a fault, so it has no stack trace and is never logged as one.
 */
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final transient Problem problem;
    private final Duration retryAfter;

    public Refused(Problem problem) {
        this(problem, A_MOMENT);
    }

    private Refused(Problem problem, Duration retryAfter) {
        super(problem.code().code(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** A 429 that says when it is worth trying again. */
    public static Refused tooMany(String detail, Duration retryAfter) {
        return new Refused(Problem.of(ProblemCode.TOO_MANY_REQUESTS, detail), retryAfter);
    }

    /** How long to wait where waiting helps: with a 429 or a 503. */
    public Duration retryAfter() {
        return retryAfter;
    }

    public Refused(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    public Problem problem() {
        return problem;
    }

    public static <T> Uni<T> refuse(ProblemCode code, String detail) {
        return Uni.createFrom().failure(new Refused(code, detail));
    }

    /** For what the caller may not see as much as for what isn't there. */
    public static Refused notFound() {
        return new Refused(Problem.of(ProblemCode.NOT_FOUND));
    }
}
