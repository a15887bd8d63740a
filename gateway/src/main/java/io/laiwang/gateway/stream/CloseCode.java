package io.laiwang.gateway.stream;

/** Why a stream ends, as RFC 6455 numbers it, and one of our own. */
enum CloseCode {
    UNSUPPORTED_DATA(1003),
    POLICY_VIOLATION(1008),
    TOO_LARGE(1009),
    GOING_AWAY(1012),
    SESSION_ENDED(4401);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
