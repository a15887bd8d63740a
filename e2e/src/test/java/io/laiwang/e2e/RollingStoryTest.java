package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.stack.Service;
import io.laiwang.testing.TestStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Instances are replaced one by one, as an upgrade does it, and nobody loses a word. */
class RollingStoryTest {
    private static final int STREAMS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world = World.get();

    @Test
    void aGatewaySendsItsStreamsAwayLittleByLittle() {
        Person ann = world.person("ann");
        String token = String.valueOf(ann.api().token());
        try (Instance gateway = secondGateway("8S")) {
            List<TestStream> streams = Stream.generate(() -> TestStream.open(gateway.url(), token))
                    .limit(STREAMS)
                    .toList();
            streams.forEach(stream -> stream.await("hello"));
            gateway.terminate();

            Awaitility.await().atMost(PATIENCE).until(() -> goodbyes(streams) > 0);
            assertFalse(goodbyes(streams) == STREAMS, "some are still here");
            assertEquals(503, gateway.readiness());
            assertEquals(503, TestStream.refusal(gateway.url(), token));
            Api there = new Api(gateway.url(), token);
            assertEquals(200, there.get("/v1/accounts/me").status(), "calls go on");
            TestStream last = streams.stream()
                    .filter(stream -> !stream.isClosed())
                    .findFirst()
                    .orElseThrow();
            last.send(Map.of("type", "ping", "ref", "still here"));
            last.await("pong");

            streams.forEach(stream -> assertEquals(1012, stream.awaitClose()));
            streams.forEach(stream -> assertEquals(
                    "the server is going away",
                    stream.frames("bye").getFirst().get("reason").asText()));
        }
    }

    @Test
    void whoTalksMeanwhileLosesNothing() throws IOException, InterruptedException {
        try (Line line = Line.to(world.url());
                Instance gateway = secondGateway("3S");
                Instance chat = Instance.start(world, Service.CHAT_SERVICE, Map.of())) {
            List<Person> people = Stream.of("ann", "ben", "cat")
                    .map(name -> Person.signUp(line.url(), name))
                    .toList();
            Person ann = people.getFirst();
            people.stream().skip(1).forEach(ann::befriends);
            Chat group = ann.opensGroup("rolling", people.get(1), people.get(2));
            line.leadsTo(gateway.url());
            List<Talker> talkers = people.stream()
                    .map(person -> new Talker(person, group).starts())
                    .toList();

            Talker.talkOn(talkers);
            world.terminate(Service.CHAT_SERVICE);
            world.awaitReady();
            Talker.talkOn(talkers);
            chat.leaves();
            Talker.talkOn(talkers);
            line.leadsTo(world.url());
            gateway.leaves();
            Talker.talkOn(talkers);

            talkers.forEach(Talker::finishes);
            Histories.check(group, people, talkers);
        }
    }

    private Instance secondGateway(String drain) {
        return Instance.start(world, Service.GATEWAY, Map.of("LAIWANG_DRAIN", drain));
    }

    private static long goodbyes(List<TestStream> streams) {
        return streams.stream().filter(s -> !s.frames("bye").isEmpty()).count();
    }
}
