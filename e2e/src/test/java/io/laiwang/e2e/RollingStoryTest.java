package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.laiwang.stack.Service;
import io.laiwang.stack.process.Child;
import io.laiwang.stack.process.Ports;
import io.laiwang.testing.TestStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
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
    private final int port = Ports.free();
    private final int management = Ports.free();
    private final String second = "http://localhost:" + port;

    @Test
    void aGatewaySendsItsStreamsAwayLittleByLittle() {
        Person ann = world.person("ann");
        try (Child gateway = secondGateway("4S")) {
            List<TestStream> streams = Stream.generate(() ->
                            TestStream.open(second, String.valueOf(ann.api().token())))
                    .limit(STREAMS)
                    .toList();
            streams.forEach(stream -> stream.await("hello"));
            gateway.process().orElseThrow().destroy();

            Awaitility.await().atMost(PATIENCE).until(() -> goodbyes(streams) > 0);
            assertFalse(goodbyes(streams) == STREAMS, "some are still here");
            assertEquals(503, readiness(management));
            assertEquals(
                    503, TestStream.refusal(second, String.valueOf(ann.api().token())));
            Api there = new Api(second, ann.api().token());
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
                Child gateway = secondGateway("3S");
                Child chat = another(Service.CHAT_SERVICE, Ports.free(), Map.of())) {
            List<Person> people = Stream.of("ann", "ben", "cat")
                    .map(name -> Person.signUp(line.url(), name))
                    .toList();
            Person ann = people.getFirst();
            people.stream().skip(1).forEach(ann::befriends);
            Chat group = ann.opensGroup("rolling", people.get(1), people.get(2));
            line.leadsTo(second);
            List<Talker> talkers = people.stream()
                    .map(person -> new Talker(person, group).starts())
                    .toList();

            talkOn(talkers);
            world.terminate(Service.CHAT_SERVICE);
            world.awaitReady();
            talkOn(talkers);
            chat.stop();
            talkOn(talkers);
            line.leadsTo(world.url());
            gateway.stop();
            talkOn(talkers);

            talkers.forEach(Talker::finishes);
            Histories.check(group, people, talkers);
        }
    }

    /** Each is heard again, so what was replaced is replaced. */
    private static void talkOn(List<Talker> talkers) {
        for (Talker talker : talkers) {
            int heard = talker.acked().size();
            Awaitility.await().atMost(PATIENCE).until(() -> talker.acked().size() > heard + 20);
        }
    }

    private Child secondGateway(String drain) {
        return another(
                Service.GATEWAY,
                management,
                Map.of("LAIWANG_HTTP_PORT", Integer.toString(port), "LAIWANG_DRAIN", drain));
    }

    /** Returns when it is ready. */
    private Child another(Service service, int management, Map<String, String> told) {
        Map<String, String> all = new HashMap<>(told);
        all.put("LAIWANG_MANAGEMENT_PORT", Integer.toString(management));
        Child child = world.startAnother(service, all);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> readiness(management) == 200);
        return child;
    }

    private static long goodbyes(List<TestStream> streams) {
        return streams.stream().filter(s -> !s.frames("bye").isEmpty()).count();
    }

    private static int readiness(int management) {
        return new Api("http://localhost:" + management, null)
                .get("/q/health/ready")
                .status();
    }
}
