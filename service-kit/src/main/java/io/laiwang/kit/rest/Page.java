package io.laiwang.kit.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
