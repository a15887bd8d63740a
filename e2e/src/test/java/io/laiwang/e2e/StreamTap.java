package io.laiwang.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.WebSocketRoute;
import io.laiwang.contracts.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Between a page and its stream: loses what the server says, and refuses what the page sends. */
final class StreamTap {
    private static final Pattern STREAM = Pattern.compile("/v1/stream\\?");
    private static final Map<String, Object> BUSY =
            Map.of("type", "urn:laiwang:problem:unavailable", "status", 503, "code", "unavailable");

    private final Page page;
    private final List<String> lost = new ArrayList<>();
    private @Nullable WebSocketRoute toPage;
    private boolean isLosing;
    private @Nullable String refused;

    StreamTap(Page page) {
        this.page = page;
        page.routeWebSocket(STREAM, this::join);
    }

    /** Every frame from now on, until one has been lost that has this text in it. */
    void losesWhile(String text, Runnable said) {
        isLosing = true;
        said.run();
        page.waitForCondition(() -> lost.stream().anyMatch(frame -> frame.contains(text)));
        isLosing = false;
    }

    /** The next message with this text, once: the server has no time for it. */
    void refuses(String text) {
        refused = text;
    }

    void saysResync() {
        Objects.requireNonNull(toPage, "no stream yet").send("{\"type\":\"resync\"}");
    }

    private void join(WebSocketRoute fromPage) {
        WebSocketRoute server = fromPage.connectToServer();
        toPage = fromPage;
        fromPage.onMessage(frame -> passOrRefuse(frame, fromPage, server));
        server.onMessage(frame -> passOrLose(frame, fromPage));
    }

    private void passOrRefuse(WebSocketFrame frame, WebSocketRoute fromPage, WebSocketRoute server) {
        JsonNode sent = read(frame.text());
        if (refused == null || !refused.equals(sent.path("content").path("text").asText())) {
            server.send(frame.text());
            return;
        }
        refused = null;
        fromPage.send(new String(
                Json.bytes(Map.of("type", "error", "ref", sent.get("ref").asText(), "problem", BUSY)),
                StandardCharsets.UTF_8));
    }

    private void passOrLose(WebSocketFrame frame, WebSocketRoute fromPage) {
        if (isLosing) {
            lost.add(frame.text());
        } else {
            fromPage.send(frame.text());
        }
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
