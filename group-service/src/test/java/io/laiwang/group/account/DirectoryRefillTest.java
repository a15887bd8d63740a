package io.laiwang.group.account;

import static io.laiwang.group.People.as;
import static io.laiwang.group.People.befriend;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Profile;
import io.laiwang.group.People;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy of profiles that was lost, of which the topic may keep nothing any more. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "group"))
class DirectoryRefillTest {
    @Inject
    People people;

    @Inject
    DirectoryRefill refill;

    @AfterEach
    void nobodyIsToldOf() {
        authKnows(null, List.of(), null);
    }

    @Test
    void comesBackWhole() throws Throwable {
        UUID ann = people.join("Ann");
        UUID ben = people.join("Ben");
        UUID cat = people.join("Cat");
        befriend(ann, ben);
        befriend(ann, cat);
        people.change("truncate profile, directory_copy");
        as(ann).get("/v1/contacts").then().body("items", empty());
        authKnows(null, List.of(profile(ann, "Ann", null), profile(ben, "Benny", "a-new-code")), "second");
        authKnows("second", List.of(new AccountEvent.AccountErased(cat, 7)), null);

        VertxContextSupport.subscribeAndAwait(refill::check);

        as(ann).get("/v1/contacts")
                .then()
                .body("items.account.id", contains(ben.toString()))
                .body("items.account.displayName", contains("Benny"))
                .body("items.account.handle", contains(People.handle(ben)));
        assertEquals(1, people.count("select count(*) from profile where qr_code = 'a-new-code'"));
        assertEquals(1, TestTokens.erasureReports(cat), "an erasure that was lost with it is made up for");
        assertEquals(1, people.count("select count(*) from directory_copy"));
    }

    @Test
    void isLeftAloneWhereItIsThere() throws Throwable {
        UUID ann = people.join("Ann");
        VertxContextSupport.subscribeAndAwait(refill::check);
        authKnows(null, List.of(profile(ann, "Somebody else", null)), null);

        VertxContextSupport.subscribeAndAwait(refill::check);

        assertEquals(
                1,
                people.count("select count(*) from profile where display_name = 'Ann' and account_id = '" + ann + "'"));
    }

    private static AccountEvent profile(UUID id, String name, String code) {
        return new AccountEvent.ProfileChanged(id, new Profile(id, People.handle(id), name, null), code, 9);
    }

    private static void authKnows(String cursor, List<AccountEvent> events, String next) {
        Map<String, Object> page = new HashMap<>();
        page.put(
                "items",
                events.stream().map(event -> Json.MAPPER.valueToTree(event)).toList());
        page.put("nextCursor", next);
        TestTokens.answerAccountEvents(cursor, new String(Json.bytes(page), StandardCharsets.UTF_8));
    }
}
