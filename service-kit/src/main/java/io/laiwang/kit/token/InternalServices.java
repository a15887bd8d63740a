package io.laiwang.kit.token;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Where the other services are and how long a call to one may take. */
@ConfigMapping(prefix = "laiwang.internal")
public interface InternalServices {
    /** The secret that services know each other by. */
    String token();

    /** Base URL of auth-service. */
    String authUrl();

    /** Base URL of group-service. */
    String groupUrl();

    /** Base URL of chat-service. */
    String chatUrl();

    /** Base URL of media-service. */
    String mediaUrl();

    /** After this an internal call has failed. */
    Duration deadline();

    /** How much longer auth-service may take, where it sleeps while nobody asks. */
    Duration waking();
}
