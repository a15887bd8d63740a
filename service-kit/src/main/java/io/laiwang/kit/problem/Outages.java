package io.laiwang.kit.problem;

import io.smallrye.mutiny.TimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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
            "com.mongodb.MongoSecurityException",
            "com.mongodb.MongoTimeoutException",
            "com.mongodb.MongoConnectionPoolClearedException",
            "com.mongodb.MongoWriteConcernException",
            "com.mongodb.MongoNotPrimaryException",
            "com.mongodb.MongoNodeIsRecoveringException");

    /**
     * By where its drivers write the code, because the rest of a message may quote what somebody wrote. PostgreSQL's
     * classes 08 (connection), 25 (read-only), 28 (login refused), 40 (rolled back for another's sake), 53 (resources), 55
     * (waited too long for a lock), 57 (stopped by an operator or a limit) and 58 (its disk); MongoDB's refused logins (13,
     * 18), time limits (50, 262), and full disks (8000, 14031).
     */
    private static final Map<String, Pattern> OF_ITSELF = Map.of(
            "io.vertx.pgclient.PgException",
            Pattern.compile("\\((08|25|28|40|53|55|57|58)[0-9A-Z]{3}\\)$"),
            "com.mongodb.MongoCommandException",
            Pattern.compile("^Command [a-zA-Z ]+ with error (13|18|50|262|8000|14031)\\b"));

    private Outages() {}

    public static boolean isOutage(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TimeoutException
                    || t instanceof java.util.concurrent.TimeoutException
                    || t instanceof ClosedChannelException
                    || t instanceof IOException
                    || isPassing(t.getClass())
                    || isServersOwn(t)
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

    /** What a server says of itself and not of what it was asked, without needing its driver here. */
    private static boolean isServersOwn(Throwable t) {
        Pattern ofItself = OF_ITSELF.get(t.getClass().getName());
        return ofItself != null
                && ofItself.matcher(String.valueOf(t.getMessage())).find();
    }
}
