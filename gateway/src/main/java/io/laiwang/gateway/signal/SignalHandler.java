package io.laiwang.gateway.signal;

/** What a feature makes of the signals of other gateways. */
public interface SignalHandler {
    /** The signals that are its own, as {@link Signals#send} was given it. */
    String kind();

    /** Called by one thread, which may not be held up; signals of a key come in the order of their sending. */
    void heard(Signal signal);
}
