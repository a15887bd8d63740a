package io.laiwang.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** What chat-service and group-service say from now on: see {@link Neighbours}. */
final class Answers {
    private Answers() {}

    static void members(UUID conversation, UUID... accounts) {
        members(conversation, 0, accounts);
    }

    static void members(UUID conversation, int timerSeconds, UUID... accounts) {
        put(
                "chat",
                "/internal/conversations/%s/members".formatted(conversation),
                Map.of("accountIds", List.of(accounts), "timerSeconds", timerSeconds));
    }

    static void contacts(UUID account, UUID... contacts) {
        put("group", "/internal/accounts/%s/watchable".formatted(account), Map.of("accountIds", List.of(contacts)));
    }

    /** Between these and the account there is a block. */
    static void blocked(UUID account, UUID... others) {
        put("group", "/internal/accounts/%s/blocked".formatted(account), Map.of("accountIds", List.of(others)));
    }

    private static void put(String service, String path, Object body) {
        String url = ConfigProvider.getConfig().getValue("laiwang.internal.%s-url".formatted(service), String.class);
        given().contentType(ContentType.JSON).body(body).put(url + path).then().statusCode(200);
    }
}
