package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.contracts.Command;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What auth-service is given of this service for the export of an account, whichever store it has. */
interface ExportContract {
    Log log();

    @Test
    default void whatAnAccountHasWrittenComesPageByPage() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        UUID cat = UUID.randomUUID();
        UUID chat = log().openDirect(ann, ben);
        UUID group = log().openGroup(ben, ann, cat);
        log().say(chat, ann, "first");
        for (int i = 0; i < 100; i++) {
            log().say(chat, ben, "of somebody else");
        }
        log().say(chat, ann, "last");
        log().say(group, cat, "of somebody else");
        log().say(group, ann, "hello all");
        log().put(new Command.MemberLeft(group, ann, ann, 2));
        log().say(group, ben, "after");

        List<String> written = written(ann);
        assertEquals(3, written.size());
        assertEquals(Set.of("first", "last", "hello all"), Set.copyOf(written));
        assertTrue(written.indexOf("first") < written.indexOf("last"));
        assertEquals(List.of(), written(UUID.randomUUID()));
        page(ann, "?cursor=x").statusCode(400);
        given().header("Authorization", "Bearer " + TestTokens.of(ann))
                .get("/internal/accounts/%s/messages".formatted(ann))
                .then()
                .statusCode(401);
    }

    private static List<String> written(UUID account) {
        List<String> texts = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = page(account, cursor == null ? "" : "?cursor=" + cursor)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            texts.addAll(page.getList("items.content.text"));
            cursor = page.get("nextCursor");
        } while (cursor != null);
        return texts;
    }

    private static ValidatableResponse page(UUID account, String query) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/accounts/%s/messages%s".formatted(account, query))
                .then();
    }
}
