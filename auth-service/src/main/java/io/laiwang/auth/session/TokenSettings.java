package io.laiwang.auth.session;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How long tokens live. */
@ConfigMapping(prefix = "laiwang.session")
interface TokenSettings {
    /** An access token can't be taken back before this is over, except by the gateways. */
    Duration accessTokenLifetime();

    /** A device that is away longer signs in again. */
    Duration refreshTokenLifetime();

    /** So long a refresh token that is sent again gets the same pair. */
    Duration repeatWindow();
}
