package io.laiwang.stack.letters;

import io.laiwang.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lists what chat-service couldn't handle, and has it done once the cause is gone. */
public final class DeadLetters {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String ROW = "%-8s %-10s %-24s %-16s %-36s %-36s %-28s %s%n";

    private final Place place;
    private final PrintStream out;

    public DeadLetters(Place place, PrintStream out) {
        this.place = place;
        this.out = out;
    }

    /** Each that waits, oldest first in its partition: where, where it was on the log, when, what, of whom and why. What it says stays unsaid. */
    public void list() {
        try (LetterTopic topic = new LetterTopic(place.kafka())) {
            Collection<Letter> letters = topic.open().values();
            if (letters.isEmpty()) {
                out.println("No dead letters.");
                return;
            }
            out.printf(ROW, "PLACE", "SOURCE", "WHEN", "TYPE", "CONVERSATION", "SENDER", "REASON", "REPLAY");
            letters.forEach(letter -> out.printf(
                    ROW,
                    letter.place(),
                    letter.source(),
                    letter.at(),
                    orDash(letter.type()),
                    orDash(letter.conversation()),
                    orDash(letter.sender()),
                    letter.reason(),
                    replay(letter)));
        }
    }

    /** @param places of those to mend; all that can be, if none is named */
    public void replay(List<String> places) throws InterruptedException {
        try (LetterTopic topic = new LetterTopic(place.kafka())) {
            Map<String, Letter> open = topic.open();
            for (String wanted : places.isEmpty() ? List.copyOf(open.keySet()) : places) {
                Letter letter = open.get(wanted);
                if (letter == null) {
                    throw new StackException("There is no dead letter at %s that waits.".formatted(wanted));
                }
                out.printf("%s: %s%n", wanted, mend(topic, letter));
            }
        }
    }

    private String mend(LetterTopic topic, Letter letter) throws InterruptedException {
        return switch (letter.mend()) {
            case NONE -> "stays: its sender was told that it failed";
            case REPLAY -> {
                topic.putBack(letter);
                topic.mended(letter);
                yield "is on the log again";
            }
            case STATE -> {
                String what = state(letter);
                topic.mended(letter);
                yield what;
            }
        };
    }

    private String state(Letter letter) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        place.groups().resolve("/internal/conversations/%s/statement".formatted(letter.conversation())))
                .header("Authorization", "Bearer " + place.serviceToken())
                .timeout(DEADLINE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return switch (http.send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode()) {
                case 204 -> "group-service has said anew who is in";
                case 404 -> "its group is no more, and its conversation stays closed";
                default -> throw new StackException("group-service doesn't say who is in: its log tells why.");
            };
        } catch (IOException e) {
            throw new StackException("group-service doesn't answer.", e);
        }
    }

    private static String replay(Letter letter) {
        return switch (letter.mend()) {
            case NONE -> "no, its sender was told";
            case REPLAY -> "yes";
            case STATE -> "yes, by group-service";
        };
    }

    private static String orDash(@org.jspecify.annotations.Nullable String value) {
        return Objects.requireNonNullElse(value, "-");
    }
}
