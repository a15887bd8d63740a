package io.laiwang.auth.session;

import io.laiwang.contracts.Randomness;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** 256 random bits that only their holder knows; the database knows their hash. */
record Secret(String text) {
    static Secret random() {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(Randomness.bytes(32)));
    }

    byte[] hash() {
        return sha256("hash:" + text);
    }

    /** 32 bytes that the hash doesn't give away. */
    byte[] derivedKey() {
        return sha256("key:" + text);
    }

    private static byte[] sha256(String input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
