package io.laiwang.gateway.board;

import java.util.UUID;

/** A stroke, of its author: nobody can touch another's by using its id. */
record StrokeKey(UUID author, UUID strokeId) {}
