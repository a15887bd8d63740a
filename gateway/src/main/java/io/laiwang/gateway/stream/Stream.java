package io.laiwang.gateway.stream;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.kit.problem.Refusals;
import io.laiwang.kit.token.Identity;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One open socket of a session. Everything of it runs on the socket's own event loop. */
public final class Stream {
    private static final String RESYNC = encode(new ServerFrame.Resync());

    private final UUID id = UUID.randomUUID();
    private final Identity identity;
    private final ServerWebSocket socket;
    private final Context context;
    private final OutBuffer waiting;
    private final StreamMetrics metrics;
    private volatile long heardAt = System.nanoTime();

    Stream(Identity identity, ServerWebSocket socket, Context context, OutBuffer waiting, StreamMetrics metrics) {
        this.identity = identity;
        this.socket = socket;
        this.context = context;
        this.waiting = waiting;
        this.metrics = metrics;
        socket.drainHandler(drained -> flush());
    }

    public UUID id() {
        return id;
    }

    public Identity identity() {
        return identity;
    }

    public boolean isOpen() {
        return !socket.isClosed();
    }

    void heard() {
        heardAt = System.nanoTime();
    }

    long silentNanos() {
        return System.nanoTime() - heardAt;
    }

    /** From any thread; frames of one caller keep their order. */
    public void send(String frame) {
        context.runOnContext(ignored -> write(frame));
    }

    public void send(ServerFrame frame) {
        if (frame instanceof ServerFrame.Failure failure) {
            Refusals.count(failure.problem().code());
        }
        send(encode(frame));
    }

    /** On the event loop: before anything that is on its way here from other threads. */
    void sendNow(ServerFrame frame) {
        write(encode(frame));
    }

    void ping() {
        context.runOnContext(ignored -> {
            if (!socket.isClosed()) {
                socket.writePing(Buffer.buffer("laiwang"));
            }
        });
    }

    void close(CloseCode code, String reason) {
        context.runOnContext(ignored -> closeNow(code, reason));
    }

    /** On the event loop. After a fault the connection is gone as soon as its handler returns. */
    void closeNow(CloseCode code, String reason) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(encode(new ServerFrame.Bye(reason)));
            socket.close((short) code.code(), reason);
        }
    }

    public static String encode(ServerFrame frame) {
        return new String(Json.bytes(frame), StandardCharsets.UTF_8);
    }

    private void write(String frame) {
        if (socket.isClosed()) {
            return;
        }
        if (waiting.isEmpty() && !socket.writeQueueFull()) {
            socket.writeTextMessage(frame);
        } else {
            waiting.add(frame);
        }
    }

    private void flush() {
        if (waiting.takeOverflow()) {
            metrics.resync();
            socket.writeTextMessage(RESYNC);
        }
        while (!socket.isClosed() && !socket.writeQueueFull()) {
            String frame = waiting.poll();
            if (frame == null) {
                return;
            }
            socket.writeTextMessage(frame);
        }
    }
}
