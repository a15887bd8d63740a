package io.laiwang.gateway.signal;

import java.util.UUID;

/**
 * One record of {@code signals}.
 *
 * @param gateway who sent it
 * @param key in whose order it comes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a reader; nobody compares two signals
public record Signal(String gateway, UUID key, byte[] value) {}
