package io.laiwang.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

final class Leash {
    static final String SCRIPT = read();

    private Leash() {}

    private static String read() {
        try (InputStream script = Leash.class.getResourceAsStream("/leash.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
