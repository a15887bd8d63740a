package io.laiwang.gateway.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a message as clients send it, by REST and by the stream alike; refuses with the name of the field. */
public final class DraftReader {
    private static final int MAX_MENTIONS = 500;
    private static final int MAX_BURN_SECONDS = 3_600;

    private DraftReader() {}

    public static Draft read(JsonNode body) {
        if (!body.isObject()) {
            throw new Refused(Problem.invalid("body", "is not a JSON object"));
        }
        UUID id = id(body, "id");
        Content content = content(body.get("content"));
        return new Draft(
                id, content, replyTo(body.get("replyTo")), mentions(body.get("mentions")), burn(body.get("burn")));
    }

    public static UUID id(JsonNode body, String field) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            throw new Refused(Problem.invalid(field, "is missing"));
        }
        return Ids.parse(value.isTextual() ? value.textValue() : "")
                .orElseThrow(() -> new Refused(Problem.invalid(field, "is not a UUID")));
    }

    /** The {@code seq} of a mark. */
    public static long seq(JsonNode body) {
        JsonNode seq = body.path("seq");
        boolean whole = seq.isIntegralNumber() && seq.canConvertToLong() && seq.longValue() >= 0;
        new Checks().check("seq", whole, "must be a whole number from 0").orRefuse();
        return seq.longValue();
    }

    /** The text in the place of another one. */
    public static Content edited(JsonNode body) {
        Content content = content(body.get("content"));
        boolean text = content instanceof Content.Text;
        new Checks().check("content.type", text, "must be text").orRefuse();
        return content;
    }

    public static String emoji(@Nullable String text) {
        return Emoji.of(text == null ? "" : text)
                .orElseThrow(() -> new Refused(Problem.invalid("emoji", "is not an emoji")));
    }

    public static boolean flag(JsonNode body, String field) {
        Boolean flag = optionalFlag(body, field);
        new Checks().present(field, flag).orRefuse();
        return Boolean.TRUE.equals(flag);
    }

    public static @Nullable Boolean optionalFlag(JsonNode body, String field) {
        JsonNode flag = body.path(field);
        boolean absent = flag.isMissingNode() || flag.isNull();
        new Checks()
                .check(field, absent || flag.isBoolean(), "must be true or false")
                .orRefuse();
        return absent ? null : flag.booleanValue();
    }

    /** The {@code seq} of a message. */
    public static long messageSeq(JsonNode body) {
        JsonNode seq = body.path("seq");
        boolean whole = seq.isIntegralNumber() && seq.canConvertToLong() && seq.longValue() >= 1;
        new Checks().check("seq", whole, "must be the seq of a message").orRefuse();
        return seq.longValue();
    }

    private static Content content(@Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            throw new Refused(
                    Problem.invalid("content", node == null || node.isNull() ? "is missing" : "is not an object"));
        }
        if (node.toString().getBytes(StandardCharsets.UTF_8).length > Content.MAX_BYTES) {
            throw new Refused(Problem.invalid("content", "is larger than 32 KiB"));
        }
        Content content = convert(node);
        check(content);
        return content;
    }

    private static Content convert(JsonNode node) {
        String type = node.path("type").asText();
        if (type.equals("system") || type.equals("sealed")) {
            throw new Refused(Problem.invalid("content.type", "is written by the server alone"));
        }
        try {
            return Json.MAPPER.treeToValue(node, Content.class);
        } catch (InvalidTypeIdException e) {
            throw new Refused(Problem.invalid("content.type", "is not a known type"));
        } catch (JsonProcessingException e) {
            Problem problem = Problems.describe(e);
            String field = problem.errors().getFirst().field();
            throw new Refused(Problem.invalid(
                    field.equals("body") ? "content" : "content." + field,
                    problem.errors().getFirst().message()));
        }
    }

    private static void check(Content content) {
        Checks checks = new Checks();
        switch (content) {
            case Content.Text text -> checks.text("content.text", text.text(), 1, Content.MAX_TEXT);
            case Content.Image image -> checks.present("content.mediaId", image.mediaId());
            case Content.Voice voice ->
                checks.present("content.mediaId", voice.mediaId())
                        .number("content.durationMs", voice.durationMs(), 0, 86_400_000);
            case Content.Video video -> checks.present("content.mediaId", video.mediaId());
            case Content.File file ->
                checks.present("content.mediaId", file.mediaId())
                        .text("content.name", file.name(), 1, 255)
                        .line("content.name", file.name());
            case Content.Doodle doodle -> checks.present("content.doodleId", doodle.doodleId());
            case Content.Card card ->
                checks.text("content.title", card.title(), 1, 200)
                        .line("content.title", card.title())
                        .text("content.url", card.url(), 1, 2_000)
                        .check("content.url", isWebAddress(card.url()), "must be an http or https URL")
                        .optionalText("content.price", card.price(), 1, 50)
                        .line("content.price", card.price());
            case Content.Contact contact -> checks.present("content.accountId", contact.accountId());
            case Content.SystemEvent _, Content.Sealed _ -> throw new IllegalStateException("refused before");
        }
        checks.orRefuse();
    }

    private static boolean isWebAddress(@Nullable String url) {
        try {
            URI uri = URI.create(url == null ? "" : url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable Long replyTo(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            throw new Refused(Problem.invalid("replyTo", "is not the seq of a message"));
        }
        return node.longValue();
    }

    private static Content.@Nullable Burn burn(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        JsonNode seconds = node.path("afterOpenSeconds");
        boolean inRange = seconds.isIntegralNumber()
                && seconds.canConvertToInt()
                && seconds.intValue() >= 1
                && seconds.intValue() <= MAX_BURN_SECONDS;
        if (!node.isObject()) {
            throw new Refused(Problem.invalid("burn", "is not an object"));
        }
        new Checks()
                .check("burn.afterOpenSeconds", inRange, "must be a whole number from 1 to 3600")
                .orRefuse();
        return new Content.Burn(seconds.intValue());
    }

    private static List<String> mentions(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MAX_MENTIONS) {
            throw new Refused(Problem.invalid("mentions", "must be an array of at most 500 account ids"));
        }
        List<String> mentions = new ArrayList<>();
        for (JsonNode mention : node) {
            String text = mention.isTextual() ? mention.textValue() : "";
            String field = "mentions[%d]".formatted(mentions.size());
            mentions.add(
                    text.equals("all")
                            ? text
                            : Ids.parse(text)
                                    .orElseThrow(() -> new Refused(Problem.invalid(field, "is not an account id")))
                                    .toString());
        }
        return mentions;
    }
}
