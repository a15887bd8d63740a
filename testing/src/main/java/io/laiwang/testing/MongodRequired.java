package io.laiwang.testing;

import io.laiwang.stack.mongodb.MongodBinary;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** For tests on a real {@code mongod}: where there is none they are skipped by name, and never where one is required. */
public final class MongodRequired {
    private MongodRequired() {}

    /** @param what the tests that are skipped otherwise, for people to read */
    public static void orSkip(String what) {
        try {
            MongodBinary.find();
        } catch (IOException e) {
            if (Boolean.parseBoolean(System.getenv("LAIWANG_REQUIRE_MONGOD"))) {
                throw new AssertionError("LAIWANG_REQUIRE_MONGOD is set: " + e.getMessage(), e);
            }
            System.out.println("SKIPPED: " + what + ": " + e.getMessage());
            Assumptions.abort(what + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
