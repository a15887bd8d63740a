package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.stack.Progress;
import io.laiwang.stack.Stack;
import io.laiwang.stack.StackOptions;
import io.laiwang.testing.MongodRequired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Searches every byte that the system keeps for what has disappeared. {@code ./laiwang burn-proof} runs it alone and
 * writes docs/reports/burn.md.
 */
class BurnProofTest {
    private static final String STORE = System.getProperty("laiwang.store", "postgresql");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Canary control = Canary.named("a plain message, which stays");
    private final Canary text = Canary.named("a text that burns");
    private final Canary timed = Canary.named("a text under a timer");
    private final Canary picture = Canary.named("a picture that burns");
    private final Canary file = Canary.named("a file that burns");
    private final List<Canary> gone = List.of(text, timed, picture, file);

    private record Sent(Chat chat, long seq) {}

    @Test
    void nothingIsLeftOfWhatHasBurned() throws Exception {
        if (STORE.equals("mongodb")) {
            MongodRequired.orSkip("the proof on MongoDB");
        }
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "burn-")
                .toAbsolutePath();
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        Search before;
        Search after;
        try (Stack stack = Stack.start(new StackOptions(checkout, data, 0, STORE, false, false), Progress.silent())) {
            Person alice = Person.signUp(stack.url(), "alice").goesOnline();
            Person bob = Person.signUp(stack.url(), "bob").goesOnline();
            alice.befriends(bob);
            List<Sent> sent = sendAll(alice, alice.with(bob));

            before = search(data);
            checkBefore(before);
            List<String> urls = open(bob, sent);
            awaitBurned(alice, bob, sent, urls);
            after = search(data);
            check(after, "while it runs");
        }
        // the stores have written all that they held in memory
        Search stopped = search(data);
        check(stopped, "when it has stopped");
        report(before, after, stopped);
    }

    private List<Sent> sendAll(Person alice, Chat chat) {
        alice.says(chat, "stays " + control.text());
        String image = Person.created(alice.api().upload(Png.with(picture.bytes()), "image/png"))
                .get("id")
                .asText();
        byte[] bytes = ("before" + file.text() + "after").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String document = Person.created(alice.api().upload(bytes, "application/octet-stream"))
                .get("id")
                .asText();
        List<Sent> sent = new ArrayList<>();
        sent.add(burns(alice, chat, Map.of("type", "text", "text", "burns " + text.text())));
        sent.add(burns(alice, chat, Map.of("type", "image", "mediaId", image)));
        sent.add(burns(alice, chat, Map.of("type", "file", "mediaId", document, "name", "secret.bin")));
        assertEquals(
                204,
                alice.api()
                        .put("/v1/conversations/%s/timer".formatted(chat.id()), Map.of("seconds", 12))
                        .status());
        Map<String, Object> body =
                Map.of("id", UUID.randomUUID(), "content", Map.of("type", "text", "text", "goes " + timed.text()));
        sent.add(sent(alice, chat, body));
        return sent;
    }

    private static Sent burns(Person alice, Chat chat, Map<String, ?> content) {
        return sent(
                alice,
                chat,
                Map.of("id", UUID.randomUUID(), "content", content, "burn", Map.of("afterOpenSeconds", 3)));
    }

    private static Sent sent(Person alice, Chat chat, Map<String, ?> body) {
        JsonNode sent = Person.created(alice.api().post("/v1/conversations/%s/messages".formatted(chat.id()), body));
        return new Sent(chat, sent.get("seq").asLong());
    }

    /** The search is known to work: it finds what lies open, and of what burns nothing but the media. */
    private void checkBefore(Search search) {
        assertFalse(search.places(control).isEmpty(), "the search finds nothing at all");
        assertEquals(Set.of(), search.places(text), "a content lies open");
        assertEquals(Set.of(), search.places(timed), "a content lies open");
        for (Canary medium : List.of(picture, file)) {
            assertEquals(Set.of("media"), folders(search.places(medium)), medium.name());
        }
    }

    /** With its key each of them opens, so that all of them were there. */
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
        assertEquals(2, urls.size());
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

    private void check(Search search, String when) {
        for (Canary canary : gone) {
            assertEquals(Set.of(), search.places(canary), canary.name() + " " + when);
        }
        assertFalse(search.places(control).isEmpty(), "the search finds nothing at all " + when);
    }

    /** The key of the day lies in its own folder and nowhere else. */
    private Search search(Path data) throws IOException {
        List<Canary> all = new ArrayList<>(gone);
        all.add(control);
        try (Stream<Path> keys = Files.list(data.resolve("burn-keys"))) {
            for (Path key : keys.toList()) {
                all.add(new Canary("the key of the day", java.util.Arrays.copyOf(Files.readAllBytes(key), 16)));
            }
        }
        Search search = Search.of(data, all);
        assertEquals(Set.of("burn-keys"), folders(search.places(all.getLast())), "where the key of the day lies");
        return search;
    }

    private static String path(Sent one) {
        return "/v1/conversations/%s/messages/%d".formatted(one.chat().id(), one.seq());
    }

    private static Set<String> folders(Set<String> places) {
        return places.stream().map(place -> place.replaceFirst("/.*", "")).collect(Collectors.toSet());
    }

    private void report(Search before, Search after, Search stopped) throws IOException {
        String target = System.getProperty("laiwang.burn.report", "target/burn.md");
        StringBuilder page = new StringBuilder(
                "## On %s, %s\n\n".formatted(STORE, Instant.now().toString()));
        page.append("| searched when it had stopped | |\n| --- | --- |\n");
        stopped.summary().forEach(line -> page.append(line).append('\n'));
        page.append("\n| canary | found before its deadline | after it | when all had stopped |\n");
        page.append("| --- | --- | --- | --- |\n");
        for (Canary canary : Stream.concat(Stream.of(control), gone.stream()).toList()) {
            page.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            canary.name(),
                            told(before.places(canary)),
                            told(after.places(canary)),
                            told(stopped.places(canary))));
        }
        Path file = Path.of(target);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file,
                page.append('\n'),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }

    private static String told(Set<String> places) {
        return places.isEmpty() ? "nowhere" : folders(places).stream().sorted().collect(Collectors.joining(", "));
    }
}
