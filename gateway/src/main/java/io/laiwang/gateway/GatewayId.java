package io.laiwang.gateway;

import jakarta.inject.Singleton;
import java.util.UUID;

/** The name of this process in reply addresses; another one after a restart, for answers to the old one are void. */
@Singleton
public class GatewayId {
    private final String value = UUID.randomUUID().toString();

    public String value() {
        return value;
    }
}
