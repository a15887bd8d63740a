package io.laiwang.gateway.stream;

/** A CDI event: a stream has been opened, or is closed. Events of one account may come in another order. */
public record StreamChange(Stream stream, boolean open) {}
