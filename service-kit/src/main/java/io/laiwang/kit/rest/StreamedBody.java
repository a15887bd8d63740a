package io.laiwang.kit.rest;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/** The body of an answer whose length nobody knows before its end; written by {@link StreamedAnswer}. */
public record StreamedBody(Multi<Buffer> pieces) {}
