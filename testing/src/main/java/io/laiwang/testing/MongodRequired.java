package io.laiwang.testing;

import io.laiwang.stack.mongodb.MongodBinary;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests on a real {@code mongod}: where there is none they are skipped by name, and with {@code
 * LAIWANG_REQUIRE_MONGOD=true} they fail. By {@code @ExtendWith} on a class, or by a call.
 */
public final class MongodRequired implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return missing(context.getDisplayName())
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a mongod"));
    }

    /** @param what the tests that are skipped otherwise, for people to read */
    public static void orSkip(String what) {
        missing(what).ifPresent(Assumptions::abort);
    }

    private static Optional<String> missing(String what) {
        try {
            MongodBinary.find();
            return Optional.empty();
        } catch (IOException e) {
            if (Boolean.parseBoolean(System.getenv("LAIWANG_REQUIRE_MONGOD"))) {
                throw new AssertionError("LAIWANG_REQUIRE_MONGOD is set: " + e.getMessage(), e);
            }
            System.out.println("SKIPPED: " + what + ": " + e.getMessage());
            return Optional.of(what + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
