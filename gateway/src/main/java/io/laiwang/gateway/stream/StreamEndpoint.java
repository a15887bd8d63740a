package io.laiwang.gateway.stream;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.session.EndedSessions;
import io.laiwang.kit.problem.ProblemResponse;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.AccessTokens;
import io.laiwang.kit.token.Identity;
import io.laiwang.kit.token.InternalCalls;
import io.laiwang.kit.trace.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** {@code GET /v1/stream}: who asks, the upgrade, and what a socket's events mean. */
@Singleton
public class StreamEndpoint {
    private final AccessTokens tokens;
    private final InternalCalls calls;
    private final EndedSessions ended;
    private final Streams streams;
    private final DeliverySource source;
    private final ClientFrames frames;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final Traces traces;
    private final Clock clock = Clock.systemUTC();

    StreamEndpoint(
            AccessTokens tokens,
            InternalCalls calls,
            EndedSessions ended,
            Streams streams,
            DeliverySource source,
            ClientFrames frames,
            StreamSettings settings,
            StreamMetrics metrics,
            Traces traces) {
        this.tokens = tokens;
        this.calls = calls;
        this.ended = ended;
        this.streams = streams;
        this.source = source;
        this.frames = frames;
        this.settings = settings;
        this.metrics = metrics;
        this.traces = traces;
    }

    void install(@Observes Router router) {
        router.get("/v1/stream").order(-100).handler(this::open);
    }

    private void open(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        // nothing of the socket may be read before its handlers are in place
        request.pause();
        authenticate(request)
                .subscribe()
                .with(identity -> upgrade(routing, identity), failure -> ProblemResponse.send(routing, failure));
    }

    private Uni<Identity> authenticate(HttpServerRequest request) {
        if (!streams.takesMore()) {
            return Refused.refuse(ProblemCode.UNAVAILABLE, "This server is going away: another one takes you.");
        }
        if (!source.isReading()) {
            return Refused.refuse(ProblemCode.UNAVAILABLE, "The server can't reach its log.");
        }
        String ticket = request.getParam("ticket");
        Uni<Identity> identity = ticket == null || request.headers().contains("Authorization")
                ? tokens.verify(AccessTokens.bearer(request.getHeader("Authorization")))
                : redeem(ticket);
        return identity.invoke(found -> {
            if (ended.contains(found.sessionId())) {
                throw new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
            }
            if (streams.isFull(found.accountId())) {
                throw new Refused(ProblemCode.TOO_MANY_REQUESTS, "The account has too many open streams.");
            }
        });
    }

    private Uni<Identity> redeem(String ticket) {
        return calls.post(
                        calls.services().authUrl(),
                        "/internal/stream-tickets/redeem",
                        new JsonObject().put("ticket", ticket))
                .map(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
                    }
                    JsonObject found = answer.bodyAsJsonObject();
                    return new Identity(
                            UUID.fromString(found.getString("accountId")),
                            UUID.fromString(found.getString("sessionId")));
                });
    }

    private void upgrade(RoutingContext routing, Identity identity) {
        HttpServerRequest request = routing.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            ProblemResponse.send(routing, new Refused(Problem.invalid("Upgrade", "must be websocket")));
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> begin(socket, identity))
                .onFailure(failure -> ProblemResponse.send(
                        routing, new Refused(Problem.invalid("Upgrade", "is not a WebSocket handshake"))));
        request.resume();
    }

    private void begin(ServerWebSocket socket, Identity identity) {
        Context context = Vertx.currentContext();
        OutBuffer buffer =
                new OutBuffer(settings.bufferFrames(), settings.bufferSize().asLongValue());
        Stream stream = new Stream(identity, socket, context, buffer, metrics);
        ClientFrames.Reader reader = frames.reader(stream);
        socket.textMessageHandler(text -> traces.apart("frame", () -> reader.read(text)));
        socket.binaryMessageHandler(
                data -> stream.close(CloseCode.UNSUPPORTED_DATA, "binary frames are not supported"));
        socket.pongHandler(pong -> stream.heard());
        socket.closeHandler(closed -> streams.remove(stream));
        socket.exceptionHandler(failure -> tooLarge(stream));
        if (!streams.add(stream)) {
            stream.close(CloseCode.POLICY_VIOLATION, "too many open streams");
            return;
        }
        if (ended.contains(identity.sessionId())) {
            // it ended after it was let in and before it could be found here
            stream.close(CloseCode.SESSION_ENDED, "session ended");
            return;
        }
        // registered, and the reader of deliveries is at its position: from here on nothing is missed
        stream.sendNow(new ServerFrame.Hello(
                identity.sessionId(), (int) settings.heartbeat().toSeconds(), clock.instant()));
    }

    /** A frame or message over the limit is all that clients can do here; other faults come from a broken connection. */
    private void tooLarge(Stream stream) {
        streams.remove(stream);
        stream.closeNow(CloseCode.TOO_LARGE, "a frame is too large");
    }
}
