package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void hasADefaultForEverything() {
        StackOptions options = parse("up").options();

        assertEquals(8080, options.port());
        assertEquals("postgresql", options.store());
        assertEquals(1, options.replicas());
        assertEquals(CHECKOUT.resolve(".laiwang/data"), options.data());
    }

    @ParameterizedTest
    @CsvSource({
        "up --port 0,            '--port needs a number from 1 to 65535, not 0.'",
        "up --port http,         '--port needs a number from 1 to 65535, not http.'",
        "up --port,              --port needs a value.",
        "up --replicas 5,        '--replicas needs a number from 1 to 4, not 5.'",
        "up --store oracle,      '--store is postgresql or mongodb, not oracle.'",
        "up --colour red,        There is no option --colour.",
        "fly,                    There is no command fly."
    })
    void saysInALineWhatIsWrong(String line, String said) {
        assertEquals(
                said,
                assertThrows(StackException.class, () -> parse(line.split(" "))).getMessage());
    }

    private static Arguments parse(String... words) {
        return Arguments.parse(CHECKOUT, words);
    }
}
