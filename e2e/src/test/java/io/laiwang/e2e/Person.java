package io.laiwang.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody with an account and one phone, who does what people do. */
public final class Person {
    static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Api api;
    private final UUID id;
    private final String handle;
    private final Phone phone;

    private Person(Api api, UUID id, String handle) {
        this.api = api;
        this.id = id;
        this.handle = handle;
        this.phone = new Phone(api);
    }

    static Person signUp(String url, String name) {
        String handle = name + "_" + UUID.randomUUID().toString().substring(0, 8);
        Api nobody = new Api(url, null);
        JsonNode account = created(
                nobody.post("/v1/accounts", Map.of("handle", handle, "password", PASSWORD, "displayName", name)));
        return signIn(url, UUID.fromString(account.get("id").asText()), handle);
    }

    private static Person signIn(String url, UUID id, String handle) {
        Map<String, Object> login =
                Map.of("handle", handle, "password", PASSWORD, "device", Map.of("name", "phone", "platform", "test"));
        JsonNode session = created(new Api(url, null).post("/v1/sessions", login));
        return new Person(new Api(url, session.get("accessToken").asText()), id, handle);
    }

    /** The same one, on a phone more that isn't connected yet. */
    Person onAnotherPhone() {
        return signIn(api.url(), id, handle);
    }

    /** The same one by way of another gateway. */
    Person through(String url) {
        return signIn(url, id, handle);
    }

    public UUID id() {
        return id;
    }

    public String handle() {
        return handle;
    }

    public Api api() {
        return api;
    }

    public Phone phone() {
        return phone;
    }

    public Person goesOnline() {
        phone.connect();
        return this;
    }

    boolean isOnline() {
        return phone.isConnected();
    }

    public Person goesOffline() {
        phone.disconnect();
        return this;
    }

    /** Asks, and the other accepts. A new account is known everywhere within a second. */
    public void befriends(Person other) {
        JsonNode request = await().atMost(PATIENCE)
                .until(
                        () -> api.post("/v1/contact-requests", Map.of("accountId", other.id)),
                        reply -> reply.status() == 201)
                .body();
        Api.Reply accepted = other.api.post(
                "/v1/contact-requests/%s/accept".formatted(request.get("id").asText()), null);
        assertEquals(200, accepted.status());
    }

    public Chat opensGroup(String name, Person... members) {
        List<UUID> ids = Stream.of(members).map(Person::id).toList();
        JsonNode group = created(api.post("/v1/groups", Map.of("name", name, "memberIds", ids)));
        return new Chat(UUID.fromString(group.get("conversationId").asText()));
    }

    /** The conversation with a contact. */
    public Chat with(Person other) {
        for (JsonNode contact : api.get("/v1/contacts?limit=200").body().get("items")) {
            if (contact.get("account").get("id").asText().equals(other.id.toString())) {
                return new Chat(UUID.fromString(contact.get("conversationId").asText()));
            }
        }
        throw new AssertionError("no contact of mine");
    }

    /** The answer to a frame that gets one. */
    JsonNode sends(Map<String, Object> frame) {
        Map<String, Object> sent = new HashMap<>(frame);
        String ref = UUID.randomUUID().toString();
        sent.put("ref", ref);
        phone.stream().send(sent);
        return await().atMost(PATIENCE)
                .until(() -> phone.stream().answer(ref), Optional::isPresent)
                .orElseThrow();
    }

    /** Sends a message over REST, under an id of its own. */
    JsonNode posts(Chat chat, Map<String, ?> message) {
        Map<String, Object> sent = new HashMap<>(message);
        sent.put("id", UUID.randomUUID());
        return created(api.post("/v1/conversations/%s/messages".formatted(chat.id()), sent));
    }

    public void says(Person other, String text) {
        says(with(other), text);
    }

    public void says(Chat chat, String text) {
        phone.says(chat, text);
    }

    public void hears(Chat chat, String text) {
        phone.hears(chat, text);
    }

    public void hears(String text) {
        phone.hears(text);
    }

    /** Everything of a conversation, page by page, as REST has it. */
    public List<JsonNode> history(Chat chat) {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            long last = all.isEmpty() ? 0 : all.getLast().get("seq").asLong();
            JsonNode page = api.get("/v1/conversations/%s/messages?afterSeq=%d&limit=500".formatted(chat.id(), last))
                    .body()
                    .get("items");
            if (page.isEmpty()) {
                return all;
            }
            page.forEach(all::add);
        }
    }

    static JsonNode created(Api.Reply reply) {
        assertEquals(201, reply.status(), () -> reply.body().toString());
        return reply.body();
    }
}
