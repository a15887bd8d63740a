package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.e2e.Asked.SealedRow;
import io.laiwang.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Searches every byte that the system keeps for what has disappeared: files, what the stores answer, and the services'
 * memory. {@code ./laiwang burn-proof} runs it alone and writes docs/reports/burn.md.
 */
class BurnProofTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A day of a key in seconds, so that it ends while we wait. */
    private static final String SHORT_DAYS = """
            laiwang.burn.keys.period=30S
            laiwang.burn.keys.grace=20S
            laiwang.burn.keys-every=2S
            """;

    private static final String DAY = "the key of the day ";

    private final Canary control = Canary.named("a plain message, which stays");
    private final Canary text = Canary.named("a text that burns");
    private final Canary timed = Canary.named("a text under a timer");
    private final Canary picture = Canary.named("a picture that burns");
    private final Canary voice = Canary.named("a voice message that burns");
    private final Canary file = Canary.named("a file that burns");
    private final Ink ink = Ink.named("a doodle that burns", new SecureRandom());
    private final List<Canary> media = List.of(picture, voice, file, ink.canary());
    private final List<Canary> gone =
            Stream.concat(Stream.of(text, timed), media.stream()).toList();

    private record Sent(Chat chat, long seq) {}

    @Test
    void nothingIsLeftOfWhatHasBurned(@TempDir Path heaps) throws Exception {
        List<Canary> all = new ArrayList<>(gone);
        all.add(control);
        BurnReport report = new BurnReport(OwnStack.STORE);
        Path data;
        try (OwnStack own = OwnStack.start(SHORT_DAYS)) {
            data = own.data();
            Stack stack = own.stack();
            Asked asked = new Asked(stack, OwnStack.STORE.equals("mongodb"));
            Person alice = Person.signUp(stack.url(), "alice").goesOnline();
            Person bob = Person.signUp(stack.url(), "bob").goesOnline();
            alice.befriends(bob);
            List<Sent> sent = sendAll(alice, alice.with(bob));
            Search before = search(data, asked, all);
            checkBefore(before);
            report.add("before its deadline", before);
            List<Canary> keys = keys(asked.sealed(), data.resolve("burn-keys"));
            checkKeys(search(data, asked, keys), keys);
            all.addAll(keys);

            awaitBurned(alice, bob, sent, open(bob, sent));
            awaitNextDay(data.resolve("burn-keys"), keys);
            asked.vacuum();
            Search after = search(data, asked, all).walk(Heaps.of(stack, heaps));
            check(after, keys, "while it runs");
            report.add("after it", after);
        }
        // the stores have written all that they held in memory
        Search stopped = new Search(all).walk(data);
        check(stopped, all.subList(gone.size() + 1, all.size()), "when it has stopped");
        report.add("when all had stopped", stopped);
        report.write(all);
    }

    private List<Sent> sendAll(Person alice, Chat chat) {
        alice.says(chat, "stays " + control.text());
        List<Sent> sent = new ArrayList<>();
        sent.add(burns(alice, chat, Map.of("type", "text", "text", "burns " + text.text())));
        sent.add(burns(
                alice,
                chat,
                Map.of("type", "image", "mediaId", medium(alice, Png.with(picture.bytes()), "image/png"))));
        sent.add(burns(alice, chat, Map.of("type", "file", "mediaId", bytes(alice, file), "name", "secret.bin")));
        sent.add(burns(alice, chat, Map.of("type", "voice", "mediaId", bytes(alice, voice), "durationMs", 900)));
        String doodle = Person.created(alice.api().post("/v1/doodles", ink.drawing()))
                .get("id")
                .asText();
        sent.add(burns(alice, chat, Map.of("type", "doodle", "doodleId", doodle)));
        assertEquals(
                204,
                alice.api()
                        .put("/v1/conversations/%s/timer".formatted(chat.id()), Map.of("seconds", 45))
                        .status());
        Map<String, Object> body = Map.of("content", Map.of("type", "text", "text", "goes " + timed.text()));
        sent.add(sent(alice, chat, body));
        return sent;
    }

    private static String bytes(Person alice, Canary canary) {
        byte[] bytes = ("before" + canary.text() + "after").getBytes(StandardCharsets.US_ASCII);
        return medium(alice, bytes, "application/octet-stream");
    }

    private static String medium(Person alice, byte[] bytes, String type) {
        return Person.created(alice.api().upload(bytes, type)).get("id").asText();
    }

    private static Sent burns(Person alice, Chat chat, Map<String, ?> content) {
        return sent(alice, chat, Map.of("content", content, "burn", Map.of("afterOpenSeconds", 5)));
    }

    private static Sent sent(Person alice, Chat chat, Map<String, ?> body) {
        return new Sent(chat, alice.posts(chat, body).get("seq").asLong());
    }

    /** Files, and what the stores give back when they are asked. */
    private static Search search(Path data, Asked asked, List<Canary> canaries) throws Exception {
        Search search = new Search(canaries).walk(data);
        asked.search(search);
        return search;
    }

    /** The search is known to work: it finds what lies open, and of what burns nothing but the media. */
    private void checkBefore(Search search) {
        Set<String> found = search.folders(control);
        assertTrue(found.contains("asked") && found.contains("kafka"), () -> "the search is blind: " + found);
        assertEquals(Set.of(), search.places(text), "a content lies open");
        assertEquals(Set.of(), search.places(timed), "a content lies open");
        for (Canary medium : media) {
            assertEquals(Set.of("media"), search.folders(medium), medium.name());
        }
    }

    /** Each content opens with its keys, so that all of them were there; and these keys, to be searched for. */
    private List<Canary> keys(List<SealedRow> rows, Path folder) throws Exception {
        assertEquals(gone.size(), rows.size());
        List<Canary> keys = new ArrayList<>();
        StringBuilder contents = new StringBuilder();
        for (SealedRow row : rows) {
            Unsealed unsealed = Unsealed.of(row, folder);
            keys.add(Canary.of("the key of a content", unsealed.key()));
            contents.append(new String(unsealed.content(), StandardCharsets.UTF_8));
        }
        assertTrue(contents.indexOf(text.text()) >= 0 && contents.indexOf(timed.text()) >= 0, "what was sealed");
        try (Stream<Path> days = Files.list(folder)) {
            for (Path day : days.toList()) {
                keys.add(Canary.of(DAY + day.getFileName(), Files.readAllBytes(day)));
            }
        }
        return keys;
    }

    /** While they are good for something: a day's lies in its own folder, a content's lies nowhere. */
    private static void checkKeys(Search search, List<Canary> keys) {
        for (Canary key : keys) {
            Set<String> where = key.name().startsWith(DAY) ? Set.of("burn-keys") : Set.of();
            assertEquals(where, search.folders(key), "where " + key.name() + " lies");
        }
    }

    private List<String> open(Person bob, List<Sent> sent) {
        List<String> urls = new ArrayList<>();
        for (Sent one : sent) {
            Api.Reply opened = bob.api().post(path(one) + "/open", null);
            assertEquals(200, opened.status());
            JsonNode url = opened.body().get("mediaUrl");
            if (!url.isNull()) {
                assertEquals(200, bob.api().get(url.asText()).status());
                assertEquals(
                        404,
                        bob.api().get(url.asText().replaceFirst("\\?.*", "")).status());
                urls.add(url.asText());
            }
        }
        assertEquals(media.size(), urls.size());
        return urls;
    }

    private static void awaitBurned(Person alice, Person bob, List<Sent> sent, List<String> urls) {
        for (Sent one : sent) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> bob.api().post(path(one) + "/open", null).status() == 410);
            assertEquals(410, alice.api().post(path(one) + "/open", null).status());
            bob.phone().stream().await("burned", frame -> frame.get("seq").asLong() == one.seq());
            JsonNode message = alice.api().get(path(one)).body();
            assertEquals("burned", message.get("state").asText());
            assertTrue(message.get("content").isNull());
        }
        for (String url : urls) {
            assertEquals(404, bob.api().get(url).status());
        }
    }

    /** What old pages and journals hold of it is ciphertext whose key is no more. */
    private static void awaitNextDay(Path folder, List<Canary> keys) {
        Set<String> days = keys.stream().map(Canary::name).collect(Collectors.toSet());
        Awaitility.await().atMost(PATIENCE).until(() -> {
            try (Stream<Path> left = Files.list(folder)) {
                return left.noneMatch(day -> days.contains(DAY + day.getFileName()));
            }
        });
    }

    private void check(Search search, List<Canary> keys, String when) {
        for (Canary canary : gone) {
            assertEquals(Set.of(), search.places(canary), canary.name() + " " + when);
        }
        for (Canary key : keys) {
            assertEquals(Set.of(), search.places(key), key.name() + " " + when);
        }
        assertFalse(search.places(control).isEmpty(), "the search finds nothing at all " + when);
    }

    private static String path(Sent one) {
        return "/v1/conversations/%s/messages/%d".formatted(one.chat().id(), one.seq());
    }
}
