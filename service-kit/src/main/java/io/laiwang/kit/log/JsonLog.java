package io.laiwang.kit.log;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.logging.Handler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.StructuredFormatter.ExceptionOutputType;

/**
 * The log as one JSON object a line, where {@code LAIWANG_LOG_FORMAT} is {@code json}. By the log manager's own
 * formatter, because the extension for it isn't published with the version of Quarkus that is built with. What is said
 * before this observer, by migrations above all, are lines of text.
 */
@Singleton
class JsonLog {
    /** What a line of the log is. */
    enum Format {
        TEXT,
        JSON
    }

    void onStart(
            @Observes @Priority(1) StartupEvent event,
            @ConfigProperty(name = "laiwang.logging.format") Format format,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        if (format == Format.JSON) {
            JsonFormatter formatter = new JsonFormatter();
            formatter.setMetaData("service=" + service);
            formatter.setExceptionOutputType(ExceptionOutputType.FORMATTED);
            Handler[] handlers = InitialConfigurator.DELAYED_HANDLER.getHandlers();
            Arrays.stream(handlers).forEach(handler -> handler.setFormatter(formatter));
        }
    }
}
