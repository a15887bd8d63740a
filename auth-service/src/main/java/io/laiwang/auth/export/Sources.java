package io.laiwang.auth.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.kit.problem.Outages;
import io.laiwang.kit.token.InternalCalls;
import io.laiwang.kit.token.InternalServices;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the other services have of an account, page by page. Each call has its deadline and is made when the last answer has
 * been used; one that fails for a reason that passes is made again, twice.
 */
@Singleton
class Sources {
    private static final int REPEATS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final InternalCalls calls;
    private final InternalServices services;

    Sources(InternalCalls calls) {
        this.calls = calls;
        this.services = calls.services();
    }

    /** Fails unless each of them answers. */
    Uni<Void> check(UUID account) {
        return Uni.combine()
                .all()
                .unis(
                        page(services.groupUrl() + path(account, "groups"), null),
                        page(services.chatUrl() + path(account, "messages"), null),
                        page(services.mediaUrl() + path(account, "media"), null))
                .discardItems();
    }

    Multi<JsonNode> contacts(UUID account) {
        return items(services.groupUrl() + path(account, "contacts"));
    }

    Multi<JsonNode> blocks(UUID account) {
        return items(services.groupUrl() + path(account, "blocks"));
    }

    Multi<JsonNode> groups(UUID account) {
        return items(services.groupUrl() + path(account, "groups"));
    }

    /** Those that it has sent; of what disappears the envelope alone. */
    Multi<JsonNode> messages(UUID account) {
        return items(services.chatUrl() + path(account, "messages"));
    }

    /** None that disappears with a message. */
    Multi<OwnMedium> media(UUID account) {
        return items(services.mediaUrl() + path(account, "media"))
                .map(item -> Json.MAPPER.convertValue(item, OwnMedium.class));
    }

    /** Nothing where there is no such medium, or drawing, of the account (any more). */
    Uni<@Nullable Buffer> bytes(UUID account, String path) {
        return get(services.mediaUrl() + path(account, path))
                .map(answer -> answer.statusCode() == 404 ? null : answer.body());
    }

    private Multi<JsonNode> items(String url) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable String>::new, cursor -> page(url, cursor.get())
                        .invoke(page -> cursor.set(page.path("nextCursor").textValue())))
                .whilst(page -> page.path("nextCursor").isTextual())
                .onItem()
                .transformToIterable(page -> page.path("items"));
    }

    private Uni<JsonNode> page(String url, @Nullable String cursor) {
        return get(cursor == null ? url : url + "?cursor=" + cursor).map(answer -> {
            if (answer.statusCode() != 200) {
                throw unexpected(answer);
            }
            return Json.read(answer.body().getBytes(), JsonNode.class);
        });
    }

    private Uni<HttpResponse<Buffer>> get(String url) {
        return calls.get(url, "")
                .invoke(answer -> {
                    if (answer.statusCode() != 200 && answer.statusCode() != 404) {
                        throw unexpected(answer);
                    }
                })
                .onFailure(Outages::isOutage)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(REPEATS);
    }

    private static UncheckedIOException unexpected(HttpResponse<Buffer> answer) {
        return new UncheckedIOException(
                new IOException("a part of an export was answered with " + answer.statusCode()));
    }

    private static String path(UUID account, String what) {
        return "/internal/accounts/%s/%s".formatted(account, what);
    }
}
