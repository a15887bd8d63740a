package io.laiwang.e2e;

import java.util.UUID;

/** A conversation by its id. */
public record Chat(UUID id) {}
