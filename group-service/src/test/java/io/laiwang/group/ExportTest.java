package io.laiwang.group;

import static io.laiwang.group.People.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What auth-service is given of this service for the export of an account. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class ExportTest {
    @Inject
    People people;

    @Test
    void contactsBlocksAndGroupsComePageByPage() {
        UUID ann = people.join("Ann");
        UUID eve = people.join("Eve");
        List<UUID> crowd = people.crowdOfContacts(ann, 150);
        as(ann).put("/v1/blocks/" + eve).then().statusCode(204);
        String group = People.group(ann, "Trip", crowd.getFirst()).path("id");

        JsonPath first = list(ann, "contacts").extract().jsonPath();
        List<String> ids = new ArrayList<>(first.<String>getList("items.account.id"));
        ids.addAll(list(ann, "contacts?cursor=" + first.getString("nextCursor"))
                .body("nextCursor", nullValue())
                .extract()
                .path("items.account.id"));
        assertEquals(150, ids.size());
        assertEquals(crowd.stream().map(UUID::toString).collect(Collectors.toSet()), Set.copyOf(ids));
        list(ann, "blocks").body("items.account.id", contains(eve.toString()));
        list(ann, "groups").body("items.id", contains(group));
    }

    @Test
    void areForServicesAlone() {
        UUID ann = people.join("Ann");
        for (String list : List.of("contacts", "blocks", "groups")) {
            list(ann, list).body("items", hasSize(0)).body("nextCursor", nullValue());
            as(ann).get("/internal/accounts/%s/%s".formatted(ann, list)).then().statusCode(401);
        }
    }

    private static ValidatableResponse list(UUID account, String list) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/accounts/%s/%s".formatted(account, list))
                .then()
                .statusCode(200);
    }
}
