package io.laiwang.e2e;

import io.laiwang.e2e.Asked.SealedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What somebody gets out of a row who has the key of its day as well: its own key, and with that its content. */
@SuppressWarnings("ArrayRecordComponent")
record Unsealed(byte[] key, byte[] content) {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** @param keys the folder of the keys of the day */
    static Unsealed of(SealedRow row, Path keys) throws IOException, GeneralSecurityException {
        byte[] day = Files.readAllBytes(keys.resolve(row.keyId() + ".key"));
        byte[] key = open(day, row.wrappedKey(), row.bound());
        return new Unsealed(key, open(key, row.content(), row.bound()));
    }

    private static byte[] open(byte[] key, byte[] encrypted, byte[] bound) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, Arrays.copyOf(encrypted, NONCE_BYTES)));
        cipher.updateAAD(bound);
        return cipher.doFinal(encrypted, NONCE_BYTES, encrypted.length - NONCE_BYTES);
    }
}
