package io.laiwang.auth.key;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Says that something was made here (HMAC-SHA256 under {@code laiwang.keys.secret}), without keeping it. */
@Singleton
public class KeySecret {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    KeySecret(KeySchedule.Settings settings) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(settings.secret()), ALGORITHM);
    }

    /** @param purpose what it is good for, so that it isn't taken for anything else */
    public byte[] mac(String purpose, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
