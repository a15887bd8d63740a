package io.laiwang.auth.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** A JSON array, an item at a time, one on a line. */
final class JsonArray {
    private boolean isEmpty = true;

    private JsonArray() {}

    static Multi<Buffer> of(Multi<JsonNode> items) {
        return Multi.createFrom().deferred(() -> new JsonArray().write(items));
    }

    private Multi<Buffer> write(Multi<JsonNode> items) {
        return Multi.createBy().concatenating().streams(text("["), items.map(this::line), text("\n]\n"));
    }

    private Buffer line(JsonNode item) {
        Buffer line = Buffer.buffer(isEmpty ? "\n" : ",\n").appendBytes(Json.bytes(item));
        isEmpty = false;
        return line;
    }

    private static Multi<Buffer> text(String text) {
        return Multi.createFrom().item(Buffer.buffer(text));
    }
}
