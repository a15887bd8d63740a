package io.laiwang.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChatStoryTest {
    private final World world = World.get();

    @Test
    void twoPeopleTalk() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        bob.phone().stream().await("contact");

        alice.says(bob, "hi");
        bob.hears("hi");
        bob.says(alice, "hello");
        alice.hears("hello");

        assertEquals(List.of("hi", "hello"), alice.phone().texts(alice.with(bob)));
        assertEquals(List.of(1L, 2L), bob.phone().seqs(bob.with(alice)));
        assertEquals(alice.history(alice.with(bob)), bob.history(bob.with(alice)));
    }

    @Test
    void aReadMarkReachesTheOtherAndNeverMovesBack() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        alice.says(bob, "one");
        alice.says(bob, "two");
        assertEquals(2, unread(bob));

        assertEquals(
                204,
                bob.api()
                        .put("/v1/conversations/%s/read".formatted(chat.id()), Map.of("seq", 99))
                        .status());

        JsonNode mark = alice.phone().stream().await("read");
        assertEquals(2, mark.get("seq").asInt());
        assertEquals(bob.id().toString(), mark.get("accountId").asText());
        assertEquals(0, unread(bob));
        bob.phone().stream().send(Map.of("type", "read", "ref", "back", "conversationId", chat.id(), "seq", 1));
        assertEquals(2, bob.phone().stream().await("ack").get("seq").asInt());
    }

    @Test
    void aGroupOfTwentyHearsEveryoneInTheSameOrder() {
        Person owner = world.person("owner").goesOnline();
        List<Person> others = IntStream.range(0, 19)
                .mapToObj(i -> world.person("member").goesOnline())
                .toList();
        others.forEach(owner::befriends);
        Chat group = owner.opensGroup("twenty", others.toArray(Person[]::new));
        owner.phone().stream().await("group");

        List<Person> everyone = new ArrayList<>(others);
        everyone.add(owner);
        everyone.parallelStream().forEach(person -> person.says(group, "from " + person.handle()));
        everyone.forEach(person -> everyone.forEach(speaker -> {
            if (speaker != person) {
                person.hears(group, "from " + speaker.handle());
            }
        }));

        List<JsonNode> history = owner.history(group);
        assertEquals(
                "group-created", history.getFirst().get("content").get("event").asText());
        assertEquals(LongStream.rangeClosed(1, 21).boxed().toList(), seqs(history));
        others.forEach(person -> assertEquals(history, person.history(group)));
    }

    @Test
    void inAGroupTheSenderLearnsHowManyHaveRead() {
        Person owner = world.person("owner").goesOnline();
        List<Person> others = IntStream.range(0, 21)
                .mapToObj(i -> world.person("member").goesOnline())
                .toList();
        others.forEach(owner::befriends);
        Chat group = owner.opensGroup("readers", others.toArray(Person[]::new));
        owner.says(group, "who is there?");
        others.parallelStream().forEach(person -> person.hears(group, "who is there?"));

        others.parallelStream().forEach(person -> person.phone().stream()
                .send(Map.of("type", "read", "ref", "r", "conversationId", group.id(), "seq", 2)));

        JsonNode counts = owner.phone().stream()
                .await("receipts", frame -> frame.get("read").asInt() == 21);
        assertEquals(2, counts.get("seq").asInt());
        assertEquals(21, counts.get("received").asInt());
        assertEquals(group.id().toString(), counts.get("conversationId").asText());
    }

    @Test
    void whoWasOfflineCatchesUp() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        alice.says(bob, "before");
        bob.hears("before");
        bob.goesOffline();
        IntStream.range(0, 30).forEach(i -> alice.says(bob, "missed " + i));

        bob.goesOnline();

        bob.hears("missed 29");
        assertEquals(31, bob.phone().texts(bob.with(alice)).size());
        alice.says(bob, "after");
        bob.hears("after");
    }

    @Test
    void aConnectionThatBreaksLosesNothingAndRepeatsNothing() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob").goesOnline();
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        List<UUID> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            UUID id = UUID.randomUUID();
            sent.add(id);
            alice.phone().stream().send(Phone.text(chat, id, "m" + i));
            if (i % 40 == 20) {
                bob.goesOffline().goesOnline();
            }
        }
        sent.forEach(id -> alice.phone().stream()
                .await("ack", ack -> ack.get("id").asText().equals(id.toString())));

        bob.hears(chat, "m199");

        List<String> expected = IntStream.range(0, 200).mapToObj(i -> "m" + i).toList();
        await().untilAsserted(() -> assertEquals(expected, bob.phone().texts(chat)));
        assertEquals(
                expected,
                bob.history(chat).stream()
                        .map(m -> m.get("content").get("text").asText())
                        .toList());
    }

    @Test
    void sendingAgainMakesNoSecondMessage() {
        Person alice = world.person("alice").goesOnline();
        Person bob = world.person("bob");
        alice.befriends(bob);
        Chat chat = alice.with(bob);
        String path = "/v1/conversations/%s/messages".formatted(chat.id());
        UUID id = UUID.randomUUID();
        Map<String, Object> message = Map.of("id", id, "content", Map.of("type", "text", "text", "once"));

        Api.Reply first = alice.api().post(path, message);
        Api.Reply again = alice.api().post(path, message);
        alice.phone().stream().send(Phone.text(chat, id, "another text"));
        JsonNode ack = alice.phone().stream().await("ack");

        assertEquals(201, first.status());
        assertEquals(200, again.status());
        assertEquals(first.body(), again.body());
        assertEquals(1, ack.get("seq").asInt());
        assertEquals(1, bob.history(chat).size());
        assertEquals(
                "id-taken", bob.api().post(path, message).body().get("code").asText());
    }

    @Test
    void whoLeavesAGroupReadsUpToThenAndWritesNoMore() {
        Person owner = world.person("owner").goesOnline();
        Person guest = world.person("guest").goesOnline();
        owner.befriends(guest);
        Chat group = owner.opensGroup("club", guest);
        owner.says(group, "welcome");
        guest.hears(group, "welcome");
        String groupId = owner.api()
                .get("/v1/groups")
                .body()
                .get("items")
                .get(0)
                .get("id")
                .asText();

        assertEquals(
                204,
                guest.api()
                        .delete("/v1/groups/%s/members/%s".formatted(groupId, guest.id()))
                        .status());
        owner.says(group, "behind your back");

        Map<String, Object> message = Map.of("id", UUID.randomUUID(), "content", Map.of("type", "text", "text", "x"));
        assertEquals(
                404,
                guest.api()
                        .post("/v1/conversations/%s/messages".formatted(group.id()), message)
                        .status());
        assertEquals(List.of(1L, 2L, 3L), seqs(guest.history(group)));
        assertEquals(404, guest.api().get("/v1/groups/" + groupId).status());
        assertTrue(owner.history(group).size() == 4);
    }

    private static int unread(Person person) {
        return person.api()
                .get("/v1/conversations")
                .body()
                .get("items")
                .get(0)
                .get("unread")
                .asInt();
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(m -> m.get("seq").asLong()).toList();
    }
}
