package io.laiwang.stack;

import java.nio.file.Path;
import java.util.Locale;

/** The five services, in the order in which they are told about. */
public enum Service {
    AUTH_SERVICE,
    GROUP_SERVICE,
    CHAT_SERVICE,
    MEDIA_SERVICE,
    GATEWAY;

    /** Its module, its process and its log. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code auth} of {@code auth-service}: its database and its configuration key. */
    String shortName() {
        return id().replace("-service", "");
    }

    Path jar(Path checkout) {
        return folder(checkout).resolve("quarkus-run.jar");
    }

    Path folder(Path checkout) {
        return checkout.resolve(id()).resolve("target/quarkus-app");
    }

    Path aotCache(Path checkout) {
        return checkout.resolve(id()).resolve("target/%s.aot".formatted(id()));
    }
}
