package io.laiwang.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.laiwang.testing.TestStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client as the protocol wants it: it keeps what has the highest rev, and after {@code hello} it asks what has changed
 * since it was last here.
 */
public final class Phone {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Api api;
    private final Map<UUID, TreeMap<Long, JsonNode>> messages = new ConcurrentHashMap<>();
    private final Map<UUID, Long> syncedRev = new ConcurrentHashMap<>();
    private @Nullable TestStream stream;
    private @Nullable String syncCursor;
    private int read;

    Phone(Api api) {
        this.api = api;
    }

    void connect() {
        TestStream opened = TestStream.open(api.url(), String.valueOf(api.token()));
        stream = opened;
        read = 0;
        opened.await("hello");
        sync();
    }

    void disconnect() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    boolean isConnected() {
        return stream != null;
    }

    public TestStream stream() {
        return Objects.requireNonNull(stream, "the phone is offline");
    }

    /** Returns when the server has said that the message is safe: the sender learns its seq by the ack alone. */
    void says(Chat chat, String text) {
        UUID id = UUID.randomUUID();
        stream().send(text(chat, id, text));
        ObjectNode said = stream()
                .await("ack", ack -> ack.get("ref").asText().equals(id.toString()))
                .deepCopy();
        said.putObject("content").put("type", "text").put("text", text);
        keep(said);
    }

    static Map<String, Object> text(Chat chat, UUID id, String text) {
        return Map.of(
                "type",
                "send",
                "ref",
                id,
                "conversationId",
                chat.id(),
                "id",
                id,
                "content",
                Map.of("type", "text", "text", text));
    }

    void hears(Chat chat, String text) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> org.junit.jupiter.api.Assertions.assertTrue(
                        texts(chat).contains(text), () -> text + " isn't among " + texts(chat)));
    }

    void hears(String text) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> view().keySet().stream()
                .anyMatch(id -> texts(new Chat(id)).contains(text)));
    }

    /** What the screen shows, in order. */
    public List<String> texts(Chat chat) {
        return view().getOrDefault(chat.id(), new TreeMap<>()).values().stream()
                .map(message -> message.path("content").path("text").asText(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** As this phone has it. */
    JsonNode message(Chat chat, long seq) {
        return Objects.requireNonNull(
                view().getOrDefault(chat.id(), new TreeMap<>()).get(seq));
    }

    public List<Long> seqs(Chat chat) {
        return List.copyOf(view().getOrDefault(chat.id(), new TreeMap<>()).keySet());
    }

    private synchronized Map<UUID, TreeMap<Long, JsonNode>> view() {
        if (stream != null) {
            List<JsonNode> frames = stream.frames("message");
            frames.subList(read, frames.size()).forEach(frame -> keep(frame.get("message")));
            read = frames.size();
        }
        return messages;
    }

    /** The highest rev wins, whichever way it came. */
    private synchronized void keep(JsonNode message) {
        UUID chat = UUID.fromString(message.get("conversationId").asText());
        messages.computeIfAbsent(chat, id -> new TreeMap<>())
                .merge(
                        message.get("seq").asLong(),
                        message,
                        (old, fresh) ->
                                fresh.get("rev").asLong() > old.get("rev").asLong() ? fresh : old);
    }

    private void sync() {
        String since = syncCursor == null ? "" : "&since=" + syncCursor;
        JsonNode list = get("/v1/conversations?limit=200" + since);
        syncCursor = list.get("syncCursor").asText();
        list.get("items")
                .forEach(item -> syncMessages(UUID.fromString(item.get("id").asText())));
    }

    /** A 503 says that it passes, so the client tries again. */
    private JsonNode get(String path) {
        return await().atMost(PATIENCE)
                .until(() -> api.get(path), reply -> reply.status() != 503)
                .body();
    }

    private void syncMessages(UUID chat) {
        JsonNode page;
        do {
            long rev = syncedRev.getOrDefault(chat, 0L);
            page = get("/v1/conversations/%s/messages?afterRev=%d&limit=500".formatted(chat, rev));
            List<JsonNode> items = new ArrayList<>();
            page.get("items").forEach(items::add);
            items.forEach(this::keep);
            long synced = items.isEmpty() ? rev : items.getLast().get("rev").asLong();
            syncedRev.put(chat, synced);
        } while (page.get("more").asBoolean());
    }
}
