package io.laiwang.chat;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.testing.TestTokens;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages are found again, by those who may read them. */
interface SearchContract {
    Log log();

    @Test
    default void messagesAreFoundByTheirWordsTheNewestFirst() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        UUID chat = log().openDirect(ann, ben);
        UUID other = log().openDirect(ann, UUID.randomUUID());
        log().say(chat, ann, "Dinner at the Café?");
        log().say(other, ann, "the café was closed");
        log().say(chat, ben, "我们去北京吃饭");

        search(ann, "CAFE the")
                .body("items.conversationId", contains(other.toString(), chat.toString()))
                .body("items[1].content.text", equalTo("Dinner at the Café?"))
                .body("items[1].seq", equalTo(1))
                .body("nextCursor", nullValue());
        search(ben, "cafe").body("items.conversationId", contains(chat.toString()));
        search(ann, "北京").body("items.seq", contains(2));
        search(ann, "cafe", "conversationId", chat).body("items.conversationId", contains(chat.toString()));
        for (String nothing : List.of(".*", "caf", "%", "cafe dinosaur", "{$gt: ''}")) {
            search(ann, nothing).body("items", empty()).body("nextCursor", nullValue());
        }
    }

    @Test
    default void whatMayNotBeReadIsNotFound() {
        UUID ann = UUID.randomUUID();
        UUID ben = UUID.randomUUID();
        UUID cat = UUID.randomUUID();
        UUID group = log().openGroup(ann, ben);
        log().say(group, ann, "secret one");
        log().put(new Command.MembersJoined(group, ann, List.of(cat), 2));
        log().say(group, ann, "secret two");
        log().put(new Command.MemberLeft(group, cat, cat, 3));
        log().say(group, ann, "secret three");

        search(cat, "secret").body("items.content.text", contains("secret two"));
        search(ben, "secret").body("items.size()", equalTo(3));
        search(UUID.randomUUID(), "secret").body("items", empty());
        find(UUID.randomUUID(), "q", "secret", "conversationId", group).statusCode(404);
    }

    @Test
    default void whatIsEditedOrRecalledIsFoundAsItIs() {
        UUID ann = UUID.randomUUID();
        UUID chat = log().openDirect(ann, UUID.randomUUID());
        long edited = log().say(chat, ann, "helo wrold").seq();
        long recalled = log().say(chat, ann, "hello there").seq();
        log().ask(reply -> new Command.Edit(chat, ann, edited, new Content.Text("hello world"), reply));
        log().ask(reply -> new Command.Recall(chat, ann, recalled, reply));

        search(ann, "hello").body("items.seq", contains((int) edited));
        search(ann, "wrold").body("items", empty());
    }

    @Test
    default void aCursorLeadsThroughAllThatIsFound() {
        UUID ann = UUID.randomUUID();
        UUID chat = log().openDirect(ann, UUID.randomUUID());
        IntStream.rangeClosed(1, 5).forEach(i -> log().say(chat, ann, "number " + i));
        List<Integer> seqs = new ArrayList<>();
        String cursor = null;
        do {
            var page = cursor == null
                    ? find(ann, "q", "number", "limit", 2)
                    : find(ann, "q", "number", "limit", 2, "cursor", cursor);
            seqs.addAll(page.statusCode(200).extract().path("items.seq"));
            cursor = page.extract().path("nextCursor");
        } while (cursor != null);

        assertEquals(List.of(5, 4, 3, 2, 1), seqs);
    }

    @Test
    default void aQueryThatIsNoneNamesItsField() {
        UUID ann = UUID.randomUUID();
        String foreign = given().header("Authorization", "Bearer " + TestTokens.of(ann))
                .get("/v1/conversations")
                .path("syncCursor");
        find(ann).statusCode(400).body("errors[0].field", equalTo("q"));
        find(ann, "q", "").statusCode(400).body("errors[0].field", equalTo("q"));
        find(ann, "q", "x".repeat(201)).statusCode(400).body("errors[0].field", equalTo("q"));
        find(ann, "q", "x", "limit", 201).statusCode(400).body("errors[0].field", equalTo("limit"));
        find(ann, "q", "x", "conversationId", "x").statusCode(400).body("errors[0].field", equalTo("conversationId"));
        for (String cursor : List.of("x", foreign)) {
            find(ann, "q", "x", "cursor", cursor).statusCode(400).body("errors[0].field", equalTo("cursor"));
        }
        given().get("/v1/messages/search?q=x").then().statusCode(401);
    }

    private static ValidatableResponse search(UUID account, String query, Object... more) {
        Object[] all = new Object[more.length + 2];
        all[0] = "q";
        all[1] = query;
        System.arraycopy(more, 0, all, 2, more.length);
        return find(account, all).statusCode(200);
    }

    private static ValidatableResponse find(UUID account, Object... parameters) {
        var request = given().header("Authorization", "Bearer " + TestTokens.of(account));
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/messages/search").then();
    }
}
