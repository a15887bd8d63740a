package io.laiwang.kit.problem;

import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a dependency that is down or late, which passes, from a fault of our own, which doesn't. */
public final class Outages {
    /** By name, because not every service has every driver. A refused statement extends one of these, so no others. */
    private static final Set<String> PASSING_FAULTS = Set.of(
            "io.vertx.core.http.HttpClosedException",
            "io.vertx.core.VertxException",
            "io.vertx.core.impl.NoStackTraceThrowable",
            "io.vertx.core.impl.NoStackTraceTimeoutException",
            "io.vertx.sqlclient.ClosedConnectionException",
            "org.hibernate.exception.JDBCConnectionException");

    /** By name, with all that extend them. */
    private static final Set<String> PASSING_KINDS = Set.of(
            "com.mongodb.MongoSocketException",
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoConnectionPoolClearedException",
            "com.mongodb.MongoWriteConcernException",
            "com.mongodb.MongoNotPrimaryException",
            "com.mongodb.MongoNodeIsRecoveringException");

    private Outages() {}

    public static boolean isOutage(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException
                    || t instanceof java.util.concurrent.TimeoutException
                    || t instanceof ClosedChannelException
                    || t instanceof IOException
                    || isPassing(t.getClass())
                    || isServerGoingAway(t)
                    || isClientClosed(t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(Class<?> fault) {
        for (Class<?> type = fault; type != null; type = type.getSuperclass()) {
            if (PASSING_KINDS.contains(type.getName())) {
                return true;
            }
        }
        return PASSING_FAULTS.contains(fault.getName());
    }

    /** A process that stops has let go of MongoDB already: whoever takes over does it. */
    private static boolean isClientClosed(Throwable t) {
        return t instanceof IllegalStateException && "state should be: open".equals(t.getMessage());
    }

    /**
     * PostgreSQL's classes 08 (connection), 40 (rolled back for another's sake), 53 (resources) and 57P (shutting down),
     * without needing its driver here.
     */
    private static boolean isServerGoingAway(Throwable t) {
        String message = String.valueOf(t.getMessage()).toUpperCase(Locale.ROOT);
        return t.getClass().getName().equals("io.vertx.pgclient.PgException")
                && Stream.of("(08", "(40", "(53", "(57P").anyMatch(message::contains);
    }
}
