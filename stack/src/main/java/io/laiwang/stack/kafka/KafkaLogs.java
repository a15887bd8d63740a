package io.laiwang.stack.kafka;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brokers and clients say pages at every start. */
public final class KafkaLogs {
    /** Kept, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("state.change.logger"));

    private KafkaLogs() {}

    public static void quiet() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
