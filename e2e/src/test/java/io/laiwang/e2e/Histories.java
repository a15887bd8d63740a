package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Whether a conversation is what its talkers were told that it is. */
final class Histories {
    private Histories() {}

    /** What was acked is there for everyone, where the ack said, once; and nothing is there that nobody said. */
    static void check(Chat chat, List<Person> members, List<Talker> all) {
        List<JsonNode> history = members.getFirst().history(chat);
        assertEquals(
                LongStream.rangeClosed(1, history.size()).boxed().toList(),
                history.stream().map(m -> m.get("seq").asLong()).toList(),
                "seqs have no gap and no repeat");
        members.forEach(member -> assertEquals(history, member.history(chat), "members agree"));
        Map<UUID, JsonNode> byId = history.stream().collect(Collectors.toMap(m -> uuid(m.get("id")), m -> m));
        for (Talker talker : all.stream().filter(t -> t.chat().equals(chat)).toList()) {
            talker.acked().forEach((id, seq) -> {
                JsonNode message = byId.get(id);
                assertEquals(seq, message == null ? null : message.get("seq").asLong(), "acked and there");
                assertEquals(
                        talker.said().get(id),
                        message.get("content").get("text").asText());
            });
            assertTrue(talker.acked().size() >= 5, () -> "too quiet: " + talker.acked());
        }
        Map<UUID, Function<UUID, String>> said =
                all.stream().collect(Collectors.toMap(t -> t.person().id(), t -> t.said()::get, (one, other) -> one));
        history.stream()
                .filter(m -> !m.get("senderId").isNull())
                .forEach(message -> assertEquals(
                        said.get(uuid(message.get("senderId"))).apply(uuid(message.get("id"))),
                        message.get("content").get("text").asText(),
                        "somebody said it"));
        members.forEach(member -> assertEquals(
                history.size(),
                member.goesOffline().goesOnline().phone().seqs(chat).size(),
                "phones have it all"));
    }

    private static UUID uuid(JsonNode node) {
        return UUID.fromString(node.asText());
    }
}
