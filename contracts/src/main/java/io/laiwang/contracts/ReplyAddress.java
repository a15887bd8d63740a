package io.laiwang.contracts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the answer to a command goes.
 *
 * @param gateway the gateway process that asked
 * @param stream the stream that asked; none for a REST request
 * @param ref the client's own reference, or the gateway's for a REST request
 */
public record ReplyAddress(String gateway, @Nullable UUID stream, String ref) {}
