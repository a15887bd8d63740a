package io.laiwang.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The services without a JVM, as {@code mvn package -Dnative} leaves them; {@code LAIWANG_NATIVE=true} asks for them. */
final class NativeExecutables {
    private NativeExecutables() {}

    static boolean areWanted() {
        return Boolean.parseBoolean(System.getenv("LAIWANG_NATIVE"));
    }

    /** @throws StackException when it isn't built */
    static Path of(Service service, Path checkout) {
        Path target = checkout.resolve(service.id()).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runner"))
                    .findFirst()
                    .orElseThrow(() -> missing(service, target));
        } catch (IOException e) {
            throw missing(service, target);
        }
    }

    private static StackException missing(Service service, Path target) {
        return new StackException("There is no native executable of %s in %s: docs/native.md says how to build it."
                .formatted(service.id(), target));
    }
}
