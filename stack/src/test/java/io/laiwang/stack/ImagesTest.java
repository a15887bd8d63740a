package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {
    /** An AOT cache that was made with others is refused without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "pom.xml"})
    void servicesRunWithTheFlagsThatTheirCacheIsMadeWith(String recipe) throws IOException {
        String image = Files.readString(Path.of("..", recipe));
        List<String> missing = ServiceSettings.FLAGS.stream()
                .filter(flag -> !flag.startsWith("-Xm"))
                .filter(flag -> !image.contains(flag))
                .toList();
        assertEquals(List.of(), missing);
    }
}
