package io.laiwang.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In an upgrade two versions run side by side, and topics keep what the older one wrote for weeks. What each version
 * writes lies under {@code compat/<version>} and is never changed: whatever comes later reads it, and loses nothing.
 *
 * <p>A release adds a folder; a folder goes when no version before it can be upgraded from any more.
 */
class CompatibilityTest {
    private static final Path KEPT = Path.of("src/test/resources/compat");
    private static final Path CHECKOUT = Path.of("..");

    static Stream<Path> versions() throws IOException {
        return Files.list(KEPT).sorted();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatLiesOnTopicsIsRead(Path version) throws IOException {
        assertRead(version.resolve("commands.jsonl"), Command.class);
        assertRead(version.resolve("account-events.jsonl"), AccountEvent.class);
        assertRead(version.resolve("media-events.jsonl"), MediaEvent.class);
        assertRead(version.resolve("answers.jsonl"), Answer.class);
        assertRead(version.resolve("reply-addresses.jsonl"), ReplyAddress.class);
        assertRead(version.resolve("messages.jsonl"), Message.class);
    }

    /** The other way round: a field that is new is passed over by who doesn't know it. */
    @Test
    void aFieldThatIsNotKnownYetIsPassedOver() {
        byte[] later = "{\"type\":\"text\",\"text\":\"hi\",\"style\":{\"bold\":true}}".getBytes(StandardCharsets.UTF_8);
        assertEquals(new Content.Text("hi"), Json.read(later, Content.class));
    }

    /** The version before goes on with the tables of the new one, so there are only new migrations. */
    @ParameterizedTest
    @MethodSource("versions")
    void aMigrationThatWasReleasedStaysAsItIs(Path version) throws IOException, NoSuchAlgorithmException {
        List<String> kept = Files.readAllLines(version.resolve("migrations.sha256"));
        assertFalse(kept.isEmpty());
        for (String line : kept) {
            String[] sumAndPath = line.split(" {2}");
            byte[] file = Files.readAllBytes(CHECKOUT.resolve(sumAndPath[1]));
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(file);
            assertEquals(sumAndPath[0], HexFormat.of().formatHex(sum), sumAndPath[1]);
        }
    }

    private static <T> void assertRead(Path file, Class<T> type) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonNode now = Json.MAPPER.valueToTree(Json.read(line.getBytes(StandardCharsets.UTF_8), type));
            assertTrue(keeps(Json.MAPPER.readTree(line), now), () -> line + " became " + now);
        }
    }

    /** All that was said is still said, whatever else is. */
    private static boolean keeps(JsonNode before, JsonNode now) {
        if (before.isObject()) {
            return before.propertyStream().allMatch(field -> keeps(field.getValue(), now.path(field.getKey())));
        }
        if (before.isArray()) {
            boolean sameSize = before.size() == now.size();
            for (int i = 0; sameSize && i < before.size(); i++) {
                sameSize = keeps(before.get(i), now.get(i));
            }
            return sameSize;
        }
        return before.asText().equals(now.asText()) && before.getNodeType() == now.getNodeType();
    }
}
