package io.laiwang.kit.token;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What lets an account read the medium of a message that it has opened: until a deadline, signed by the secret that the
 * services share (HMAC-SHA256), so that nobody needs to be asked. Good for that account alone, so a link given away
 * opens nothing.
 */
@Singleton
public class MediaGrants {
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = "media-grant".getBytes(StandardCharsets.UTF_8);

    private final SecretKeySpec key;
    private final Clock clock;

    MediaGrants(InternalServices services, Clock clock) {
        this.key = new SecretKeySpec(services.token().getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.clock = clock;
    }

    public String grant(UUID mediumId, UUID accountId, Instant until) {
        byte[] mac = mac(mediumId, accountId, until.toEpochMilli());
        byte[] grant = ByteBuffer.allocate(Long.BYTES + mac.length)
                .putLong(until.toEpochMilli())
                .put(mac)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(grant);
    }

    /** False for what is tampered with, over, or another's. */
    public boolean allows(@Nullable String grant, UUID mediumId, UUID accountId) {
        byte[] bytes = decode(grant);
        if (bytes.length <= Long.BYTES) {
            return false;
        }
        long until = ByteBuffer.wrap(bytes).getLong();
        byte[] mac = Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
        return MessageDigest.isEqual(mac, mac(mediumId, accountId, until)) && clock.millis() < until;
    }

    private static byte[] decode(@Nullable String grant) {
        try {
            return Base64.getUrlDecoder().decode(grant == null ? "" : grant);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] mac(UUID mediumId, UUID accountId, long until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(PURPOSE);
            return mac.doFinal(ByteBuffer.allocate(5 * Long.BYTES)
                    .putLong(mediumId.getMostSignificantBits())
                    .putLong(mediumId.getLeastSignificantBits())
                    .putLong(accountId.getMostSignificantBits())
                    .putLong(accountId.getLeastSignificantBits())
                    .putLong(until)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }
}
