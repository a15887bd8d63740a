package io.laiwang.kit.problem;

import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Set;

/** Tells a dependency that is down or late, which passes, from a fault of our own, which doesn't. */
public final class Outages {
    private static final Set<String> CONNECTION_FAULTS = Set.of(
            "io.vertx.core.http.HttpClosedException",
            "io.vertx.core.VertxException",
            "io.vertx.core.impl.NoStackTraceThrowable",
            "io.vertx.core.impl.NoStackTraceTimeoutException",
            "io.vertx.sqlclient.ClosedConnectionException",
            "org.hibernate.exception.JDBCConnectionException",
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoNotPrimaryException",
            "com.mongodb.MongoNodeIsRecoveringException");

    private Outages() {}

    public static boolean isOutage(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException
                    || t instanceof java.util.concurrent.TimeoutException
                    || t instanceof ClosedChannelException
                    || t instanceof IOException
                    || CONNECTION_FAULTS.contains(t.getClass().getName())
                    || isServerGoingAway(t)) {
                return true;
            }
        }
        return false;
    }

    /** PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutting down), without needing its driver here. */
    private static boolean isServerGoingAway(Throwable t) {
        String message = String.valueOf(t.getMessage()).toUpperCase(Locale.ROOT);
        return t.getClass().getName().equals("io.vertx.pgclient.PgException")
                && (message.contains("(08") || message.contains("(53") || message.contains("(57P"));
    }
}
