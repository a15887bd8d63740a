package io.laiwang.gateway.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.draft.Draft;
import io.laiwang.gateway.draft.DraftReader;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.message.Sends;
import io.laiwang.gateway.receipt.Receipts;
import io.laiwang.gateway.receipt.Screenshots;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.opentelemetry.context.Context;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What clients send on a stream. */
@Singleton
class ClientFrames {
    private static final int MAX_REF = 200;

    private final Sends sends;
    private final Receipts receipts;
    private final Screenshots screenshots;
    private final RateLimits limits;
    private final int invalidPerMinute;
    private final Map<String, FrameHandler> handlers = new HashMap<>();

    ClientFrames(
            Sends sends,
            Receipts receipts,
            Screenshots screenshots,
            RateLimits limits,
            StreamSettings settings,
            @All List<FrameHandler> handlers) {
        this.sends = sends;
        this.receipts = receipts;
        this.screenshots = screenshots;
        this.limits = limits;
        this.invalidPerMinute = settings.invalidFramesPerMinute();
        handlers.forEach(handler -> handler.types().forEach(type -> this.handlers.put(type, handler)));
    }

    Reader reader(Stream stream) {
        return new Reader(stream);
    }

    /** The frames of one stream, in their order. */
    final class Reader {
        private final Stream stream;
        private final InvalidFrames invalid = new InvalidFrames(invalidPerMinute, System::nanoTime);
        private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

        private Reader(Stream stream) {
            this.stream = stream;
        }

        void read(String text) {
            stream.heard();
            JsonNode frame = parse(text);
            String ref = ref(frame);
            try {
                handle(frame, ref);
            } catch (Refused refused) {
                stream.send(new ServerFrame.Failure(ref, refused.problem()));
            }
        }

        private void handle(JsonNode frame, @Nullable String ref) {
            switch (frame.path("type").asText()) {
                case "send" -> send(frame, required(ref));
                case "read" -> markRead(frame, required(ref));
                case "received" -> {
                    limits.take(RateLimits.Limit.CALLS, account());
                    receipts.received(DraftReader.id(frame, "conversationId"), account(), DraftReader.seq(frame));
                }
                case "screenshot" -> {
                    limits.take(RateLimits.Limit.CALLS, account());
                    screenshots.report(DraftReader.id(frame, "conversationId"), account(), DraftReader.seq(frame));
                }
                case "ping" -> stream.send(new ServerFrame.Pong(required(ref)));
                default -> other(new ClientFrame(stream, frame, ref));
            }
        }

        /** Sends are put on the log in the order they came, also when one waits for what must be asked first. */
        private void send(JsonNode frame, String ref) {
            limits.take(RateLimits.Limit.MESSAGES, account());
            UUID conversation = DraftReader.id(frame, "conversationId");
            Draft draft = DraftReader.read(frame);
            // another frame's thread may be the one that goes on with this one
            Context trace = Context.current();
            CompletableFuture<Sends.Ready> prepared = lastSend.thenCompose(trace.wrapFunction(
                    before -> sends.prepare(conversation, account(), draft).subscribeAsCompletionStage()));
            lastSend = prepared.handle(trace.wrapFunction((ready, refused) -> {
                Uni<Answer> answer = refused == null
                        ? sends.send(stream.id(), ready)
                        : Uni.createFrom().failure(refused.getCause() == null ? refused : refused.getCause());
                answer(ref, answer);
                return null;
            }));
        }

        private void markRead(JsonNode frame, String ref) {
            limits.take(RateLimits.Limit.CALLS, account());
            UUID conversation = DraftReader.id(frame, "conversationId");
            answer(ref, receipts.read(conversation, account(), DraftReader.seq(frame), stream.id()));
        }

        private void answer(String ref, Uni<Answer> answer) {
            answer.subscribe()
                    .with(
                            given -> stream.send(frame(ref, given)),
                            failure -> stream.send(new ServerFrame.Failure(ref, Problems.ofFailure(failure))));
        }

        private void other(ClientFrame frame) {
            FrameHandler handler = handlers.get(frame.type());
            if (handler == null) {
                nonsense();
            } else {
                handler.handle(frame);
            }
        }

        /** Broken JSON, no object, or a type that isn't known: told, but not for ever. */
        private void nonsense() {
            if (invalid.isTooMany()) {
                stream.close(CloseCode.POLICY_VIOLATION, "too many invalid frames");
            }
            throw new Refused(Problem.invalid("type", "is not a known frame"));
        }

        private UUID account() {
            return stream.identity().accountId();
        }
    }

    static ServerFrame frame(String ref, Answer answer) {
        return switch (answer) {
            case Answer.Sent s -> new ServerFrame.Ack(ref, s.conversationId(), s.id(), s.seq(), s.rev(), s.sentAt());
            case Answer.Moved moved -> new ServerFrame.Ack(ref, moved.conversationId(), null, moved.seq(), null, null);
            case Answer.Changed c -> new ServerFrame.Ack(ref, c.conversationId(), null, c.seq(), c.rev(), null);
            case Answer.Refused refused -> new ServerFrame.Failure(ref, refused.problem());
        };
    }

    private static JsonNode parse(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Json.MAPPER.missingNode();
        }
    }

    private static @Nullable String ref(JsonNode frame) {
        JsonNode ref = frame.path("ref");
        return ref.isTextual() && ref.textValue().length() <= MAX_REF ? ref.textValue() : null;
    }

    private static String required(@Nullable String ref) {
        if (ref == null) {
            throw new Refused(Problem.invalid("ref", "must be a text of at most 200 characters"));
        }
        return ref;
    }
}
