package io.laiwang.gateway.receipt;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.gateway.command.Commands;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Read and received marks, at most one of each a second per account and conversation: the first goes at once, of those
 * that follow within the second the highest goes when it is over and answers for all.
 */
@Singleton
public class Receipts {
    private static final long WINDOW_MILLIS = 1_000;

    private final Commands commands;
    private final Vertx vertx;
    private final Map<Key, Window> windows = new ConcurrentHashMap<>();

    Receipts(Commands commands, Vertx vertx) {
        this.commands = commands;
        this.vertx = vertx;
    }

    private record Key(UUID conversationId, UUID accountId, boolean read) {}

    private static final class Window {
        private long highest = -1;
        private final List<UniEmitter<? super Answer>> askers = new ArrayList<>();
    }

    public Uni<Answer> read(UUID conversationId, UUID accountId, long seq, @Nullable UUID stream) {
        Key key = new Key(conversationId, accountId, true);
        return open(key) ? ask(key, seq, stream) : Uni.createFrom().emitter(asker -> hold(key, seq, stream, asker));
    }

    public void received(UUID conversationId, UUID accountId, long seq) {
        Key key = new Key(conversationId, accountId, false);
        if (open(key)) {
            tell(key, seq);
        } else {
            hold(key, seq, null, null);
        }
    }

    /** True for the first of a second. */
    private boolean open(Key key) {
        boolean first = windows.putIfAbsent(key, new Window()) == null;
        if (first) {
            vertx.setTimer(WINDOW_MILLIS, timer -> close(key));
        }
        return first;
    }

    private void hold(Key key, long seq, @Nullable UUID stream, @Nullable UniEmitter<? super Answer> asker) {
        Window held = windows.computeIfPresent(key, (k, window) -> {
            window.highest = Math.max(window.highest, seq);
            if (asker != null) {
                window.askers.add(asker);
            }
            return window;
        });
        if (held == null && asker != null) {
            ask(key, seq, stream).subscribe().with(asker::complete, asker::fail);
        } else if (held == null) {
            tell(key, seq);
        }
    }

    private void close(Key key) {
        Window window = windows.remove(key);
        if (window == null || window.highest < 0) {
            return;
        }
        open(key);
        if (!key.read()) {
            tell(key, window.highest);
            return;
        }
        ask(key, window.highest, null)
                .subscribe()
                .with(
                        answer -> window.askers.forEach(asker -> asker.complete(answer)),
                        failure -> window.askers.forEach(asker -> asker.fail(failure)));
    }

    private Uni<Answer> ask(Key key, long seq, @Nullable UUID stream) {
        return commands.ask(stream, reply -> new Command.Read(key.conversationId(), key.accountId(), seq, reply));
    }

    /** Only reported: one that is lost is made good by the next. */
    private void tell(Key key, long seq) {
        commands.put(new Command.Received(key.conversationId(), key.accountId(), seq))
                .subscribe()
                .with(done -> {}, failure -> {});
    }
}
