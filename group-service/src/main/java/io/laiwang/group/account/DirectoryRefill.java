package io.laiwang.group.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.laiwang.kit.token.InternalCalls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fills the copy of profiles from auth-service where it was never filled, or was lost (docs/adr/0015): the last event of
 * every account, applied as those of the topic are. By version, so the topic may be read meanwhile, and several instances
 * may do it at once.
 */
@Singleton
class DirectoryRefill {
    private static final Logger LOG = Logger.getLogger(DirectoryRefill.class);

    private final Pool pool;
    private final InternalCalls calls;
    private final AccountEvents events;

    DirectoryRefill(Pool pool, InternalCalls calls, AccountEvents events) {
        this.pool = pool;
        this.calls = calls;
        this.events = events;
    }

    @RegisterForReflection
    record Page(List<AccountEvent> items, @Nullable String nextCursor) {}

    @Scheduled(every = "60s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> check() {
        return isFilled()
                .chain(filled -> filled ? Uni.createFrom().voidItem() : refill())
                .onFailure()
                .invoke(failure -> LOG.warnf("the copy of profiles can't be filled: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Boolean> isFilled() {
        return pool.query("select exists (select from directory_copy) and exists (select from profile) as filled")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("filled"));
    }

    private Uni<Void> refill() {
        return Multi.createBy()
                .repeating()
                .uni(AtomicReference<@Nullable String>::new, cursor -> page(cursor.get())
                        .invoke(page -> cursor.set(page.nextCursor())))
                .whilst(page -> page.nextCursor() != null)
                .onItem()
                .transformToIterable(Page::items)
                .onItem()
                .transformToUniAndConcatenate(events::apply)
                .collect()
                .last()
                .chain(this::remember);
    }

    private Uni<Page> page(@Nullable String cursor) {
        String path = "/internal/account-events" + (cursor == null ? "" : "?cursor=" + cursor);
        return calls.get(calls.services().authUrl(), path).map(answer -> {
            if (answer.statusCode() != 200) {
                throw new UncheckedIOException(new IOException("auth-service answered " + answer.statusCode()));
            }
            return Json.read(answer.body().getBytes(), Page.class);
        });
    }

    private Uni<Void> remember() {
        return pool.query(
                        "with last as (delete from directory_copy) insert into directory_copy (filled_at) values (now())")
                .execute()
                .invoke(done -> LOG.info("the copy of profiles was filled from auth-service"))
                .replaceWithVoid();
    }
}
