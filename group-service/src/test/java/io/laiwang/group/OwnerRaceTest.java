package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.atOnce;
import static io.laiwang.group.People.befriend;
import static io.laiwang.group.People.group;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever comes at once, a group has one owner. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class OwnerRaceTest {
    private static final int CALLERS = 32;

    @Inject
    People people;

    @Test
    void aGroupIsHandedOverOnce() {
        UUID ann = people.join("Ann");
        List<UUID> heirs = Stream.generate(() -> people.join("Heir")).limit(4).toList();
        heirs.forEach(heir -> befriend(ann, heir));
        String trip =
                "/v1/groups/" + group(ann, "Trip", heirs.toArray(UUID[]::new)).path("id");

        List<Response> answers = atOnce(CALLERS, i -> as(ann).body(Map.of("role", "owner"))
                .patch(trip + "/members/" + heirs.get(i % heirs.size())));

        List<Response> done =
                answers.stream().filter(answer -> answer.statusCode() == 200).toList();
        assertEquals(1, done.size());
        assertEquals(
                CALLERS - 1,
                answers.stream().filter(answer -> answer.statusCode() == 403).count());
        String heir = done.getFirst().path("account.id");
        as(ann).get(trip).then().body("ownerId", is(heir)).body("memberCount", is(5));
        List<String> owners = as(ann).get(trip + "/members").path("items.findAll { it.role == 'owner' }.account.id");
        assertEquals(List.of(heir), owners);
    }

    @Test
    void theOwnerLeavesOrHandsOverAndNeverBoth() {
        UUID ann = people.join("Ann");
        UUID ben = people.join("Ben");
        befriend(ann, ben);
        String trip = "/v1/groups/" + group(ann, "Trip", ben).path("id");

        atOnce(CALLERS, i -> switch (i % 3) {
            case 0 -> as(ann).body(Map.of("role", "owner")).patch(trip + "/members/" + ben);
            case 1 -> as(ann).delete(trip + "/members/" + ann);
            default -> as(ben).delete(trip + "/members/" + ben);
        });

        assertEquals(
                1,
                people.count("select count(*) from group_member where role = 'OWNER' and group_id = '%s'"
                        .formatted(trip.substring(trip.lastIndexOf('/') + 1))));
    }
}
