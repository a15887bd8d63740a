package io.laiwang.gateway.stream;

/** Where the frames for streams come from. */
public interface DeliverySource {
    /** Whether they come at all: on a stream silence has to mean that there is nothing. */
    boolean isReading();
}
