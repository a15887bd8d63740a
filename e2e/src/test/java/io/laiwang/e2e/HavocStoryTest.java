package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * People talk while services, stores and the broker are killed under them. What was acked is there for everyone, where
 * the ack said, once; who was removed stays out.
 *
 * <p>{@code -Dlaiwang.havoc.runs=100} does it that often, each time in another way; a failure says what was killed.
 */
class HavocStoryTest {
    private static final int RUNS = Integer.getInteger("laiwang.havoc.runs", 1);
    private static final long FIRST = Long.getLong("laiwang.havoc.first", System.nanoTime());
    private static final Duration LENGTH = Duration.ofSeconds(16);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final World world = World.get();

    @Test
    void whateverDiesNothingAckedIsLost() throws InterruptedException {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            Havoc havoc = new Havoc(world, seed);
            try (havoc) {
                rage(havoc);
                System.out.printf("havoc %d: passed, killed: %s%n", seed, havoc.diary());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("-Dlaiwang.havoc.first=%d, killed: %s".formatted(seed, havoc.diary()), e);
            }
        }
    }

    private void rage(Havoc havoc) throws InterruptedException {
        Person ann = world.person("ann");
        Person ben = world.person("ben");
        Person cat = world.person("cat");
        Person eve = world.person("eve");
        Stream.of(ben, cat, eve).forEach(ann::befriends);
        Chat group = ann.opensGroup("havoc", ben, cat, eve);
        Chat pair = ann.with(ben);
        Talker removed = new Talker(eve, group).starts();
        List<Talker> talkers = List.of(
                new Talker(ann, group).starts(),
                new Talker(ben, pair).starts(),
                new Talker(cat, group).starts(),
                removed);

        havoc.rages(LENGTH.dividedBy(2));
        removed.mayBeRemoved();
        remove(ann, group, eve);
        havoc.rages(LENGTH.dividedBy(2));
        talkers.forEach(Talker::finishes);
        world.awaitReady();

        Histories.check(group, List.of(ann, cat, ben), talkers);
        Histories.check(pair, List.of(ann, ben), talkers);
        checkRemoved(ann, group, eve);
    }

    /** A phone tries until it is told that it is done; by then it may be done already. */
    private static void remove(Person owner, Chat group, Person member) {
        String id = Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> groupOf(owner, group), found -> !found.isEmpty());
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> owner.api()
                                .delete("/v1/groups/%s/members/%s".formatted(id, member.id()))
                                .status(),
                        status -> status == 204 || status == 404);
    }

    private static String groupOf(Person owner, Chat group) {
        for (JsonNode item : owner.api().get("/v1/groups").body().get("items")) {
            if (item.get("conversationId").asText().equals(group.id().toString())) {
                return item.get("id").asText();
            }
        }
        return "";
    }

    private static void checkRemoved(Person owner, Chat group, Person removed) {
        List<JsonNode> history = owner.history(group);
        long left = history.stream()
                .filter(m -> m.get("content").path("event").asText().equals("member-left"))
                .findFirst()
                .orElseThrow()
                .get("seq")
                .asLong();
        assertTrue(
                history.stream().filter(m -> m.get("seq").asLong() > left).noneMatch(m -> m.get("senderId")
                        .asText()
                        .equals(removed.id().toString())),
                "who is out stays out");
        assertEquals(left, removed.history(group).getLast().get("seq").asLong());
    }
}
