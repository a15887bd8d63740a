package io.laiwang.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every signed-in account may know of another. */
public record Profile(
        UUID id,
        String handle,
        String displayName,
        @Nullable UUID avatarMediaId) {}
