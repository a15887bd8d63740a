package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What docs/operations.md says of a backup: the stores, the media and the secrets, and neither Kafka nor the keys of what
 * disappears. A stack that has nothing else goes on where the other one was.
 */
class RestoreStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final byte[] PICTURE = Png.with(new byte[] {1, 2, 3, 4});
    /** In no backup, or made anew. */
    private static final List<String> NOT_BACKED_UP = List.of("kafka", "burn-keys", "run", "logs", "lock");

    private record Said(Chat chat, List<JsonNode> history, String picture, long burning) {}

    @Test
    void whatWasSaidIsThereAndGoesOnAndWhatWasToDisappearIsGone() throws Exception {
        Person ann;
        Person ben;
        Said said;
        Path backup;
        try (OwnStack own = OwnStack.start("")) {
            ann = Person.signUp(own.stack().url(), "ann").goesOnline();
            ben = Person.signUp(own.stack().url(), "ben").goesOnline();
            said = talk(ann, ben);
            backup = own.data();
        }
        // a new log begins at 0, so its places are counted in the next generation
        try (OwnStack restored = OwnStack.start("laiwang.log.generation=1", 1, data -> restore(backup, data))) {
            forgetDirectory(restored.stack());
            goOn(
                    ann.through(restored.stack().url()),
                    ben.through(restored.stack().url()),
                    said);
        }
    }

    private static Said talk(Person ann, Person ben) {
        ann.befriends(ben);
        Chat chat = ann.with(ben);
        String picture =
                Person.created(ann.api().upload(PICTURE, "image/png")).get("id").asText();
        ann.posts(chat, Map.of("content", Map.of("type", "image", "mediaId", picture)));
        for (int i = 0; i < 5; i++) {
            ann.says(chat, "before " + i);
        }
        ben.hears(chat, "before 4");
        // what Kafka has for media-service goes with it
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> ben.api().get("/v1/media/" + picture).status() == 200);
        Map<String, Object> content = Map.of("type", "text", "text", "not for long");
        JsonNode burning = ann.posts(chat, Map.of("content", content, "burn", Map.of("afterOpenSeconds", 60)));
        return new Said(chat, ben.history(chat), picture, burning.get("seq").asLong());
    }

    private static void goOn(Person ann, Person ben, Said said) {
        assertEquals(said.history(), ben.history(said.chat()));
        assertEquals(
                "ann",
                ben.api()
                        .get("/v1/contacts")
                        .body()
                        .at("/items/0/account/displayName")
                        .asText());
        assertEquals(200, ben.api().get("/v1/media/" + said.picture()).status());
        String open =
                "/v1/conversations/%s/messages/%d/open".formatted(said.chat().id(), said.burning());
        assertEquals(410, ben.api().post(open, null).status());

        ann.goesOnline();
        ben.goesOnline();
        ann.says(said.chat(), "after it");
        ben.hears(said.chat(), "after it");
        ben.says(said.chat(), "as before");
        ann.hears(said.chat(), "as before");
        List<JsonNode> all = ben.history(said.chat());
        JsonNode before = said.history().getLast();
        JsonNode after = all.get(said.history().size());
        assertEquals(before.get("seq").asLong() + 1, after.get("seq").asLong());
        assertTrue(after.get("rev").asLong() > before.get("rev").asLong());
    }

    private static void restore(Path backup, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(backup)) {
            for (Path file :
                    files.filter(file -> isBackedUp(backup.relativize(file))).toList()) {
                Path copy = into.resolve(backup.relativize(file));
                if (!Files.exists(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static boolean isBackedUp(Path file) {
        return !NOT_BACKED_UP.contains(file.getName(0).toString());
    }

    /** So that group-service asks for every erasure since the backup. */
    private static void forgetDirectory(Stack stack) throws IOException, SQLException {
        try (Connection groups = Asked.database(stack, Service.GROUP_SERVICE);
                Statement statement = groups.createStatement()) {
            statement.execute("truncate directory_copy");
            Awaitility.await().atMost(PATIENCE).until(() -> {
                try (ResultSet filled = statement.executeQuery("select 1 from directory_copy")) {
                    return filled.next();
                }
            });
        }
    }
}
