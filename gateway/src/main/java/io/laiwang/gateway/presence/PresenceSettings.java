package io.laiwang.gateway.presence;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How gateways keep each other informed of who is there. */
@ConfigMapping(prefix = "laiwang.presence")
interface PresenceSettings {
    /** How often a gateway says again who is there. */
    Duration repeat();

    /** An account that wasn't repeated for so long counts as gone: its gateway has crashed. */
    Duration forget();
}
