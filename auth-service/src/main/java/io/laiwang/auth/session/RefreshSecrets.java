package io.laiwang.auth.session;

import io.laiwang.auth.key.KeySecret;
import io.laiwang.contracts.Randomness;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Refresh tokens as their holders have them: a session's id, 256 random bits and a seal over both. By the seal a token
 * that was used long ago is known as one of its session when its row is gone, so that none has to be kept for that.
 */
@Singleton
class RefreshSecrets {
    private static final int ID_BYTES = 16;
    private static final int RANDOM_BYTES = 32;
    private static final int SEAL_BYTES = 16;

    private final KeySecret key;

    RefreshSecrets(KeySecret key) {
        this.key = key;
    }

    Secret make(UUID sessionId) {
        byte[] text = ByteBuffer.allocate(ID_BYTES + RANDOM_BYTES)
                .putLong(sessionId.getMostSignificantBits())
                .putLong(sessionId.getLeastSignificantBits())
                .put(Randomness.bytes(RANDOM_BYTES))
                .array();
        byte[] token = ByteBuffer.allocate(text.length + SEAL_BYTES)
                .put(text)
                .put(seal(text))
                .array();
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(token));
    }

    /** The session that it was made for; nothing for what was not made here, or under a key secret of before. */
    Optional<UUID> sessionOf(Secret secret) {
        byte[] token = decode(secret.text());
        if (token.length != ID_BYTES + RANDOM_BYTES + SEAL_BYTES) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOf(token, ID_BYTES + RANDOM_BYTES);
        byte[] seal = Arrays.copyOfRange(token, text.length, token.length);
        ByteBuffer id = ByteBuffer.wrap(text);
        return MessageDigest.isEqual(seal, seal(text))
                ? Optional.of(new UUID(id.getLong(), id.getLong()))
                : Optional.empty();
    }

    private byte[] seal(byte[] text) {
        return Arrays.copyOf(key.mac("refresh-token", text), SEAL_BYTES);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
