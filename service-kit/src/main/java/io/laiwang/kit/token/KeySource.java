package io.laiwang.kit.token;

import io.smallrye.mutiny.Uni;

/** Where the public keys of access tokens come from: over HTTP everywhere but in auth-service itself. */
public interface KeySource {
    /** A JSON Web Key Set (RFC 7517). */
    Uni<String> jwks();
}
