package io.laiwang.gateway.routing;

import io.laiwang.kit.token.InternalServices;

/** The services behind the gateway. */
public enum Backend {
    AUTH,
    GROUP,
    CHAT,
    MEDIA;

    public String url(InternalServices services) {
        return switch (this) {
            case AUTH -> services.authUrl();
            case GROUP -> services.groupUrl();
            case CHAT -> services.chatUrl();
            case MEDIA -> services.mediaUrl();
        };
    }
}
