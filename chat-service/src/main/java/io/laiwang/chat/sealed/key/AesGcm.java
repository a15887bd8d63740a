package io.laiwang.chat.sealed.key;

import io.laiwang.contracts.Randomness;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM as NIST SP 800-38D has it: a random nonce of 12 bytes in front, a tag of 16 behind. */
final class AesGcm {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    static byte[] newKey() {
        return Randomness.bytes(KEY_BYTES);
    }

    /** @param bound what the result is good for alone: anywhere else it doesn't open */
    static byte[] encrypt(byte[] key, byte[] text, byte[] bound) {
        byte[] nonce = Randomness.bytes(NONCE_BYTES);
        byte[] encrypted = run(Cipher.ENCRYPT_MODE, key, nonce, text, bound);
        return ByteBuffer.allocate(NONCE_BYTES + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    static byte[] decrypt(byte[] key, byte[] encrypted, byte[] bound) {
        if (encrypted.length < NONCE_BYTES) {
            throw new Unreadable("a sealed content or its key is cut off");
        }
        byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(encrypted, NONCE_BYTES, encrypted.length);
        return run(Cipher.DECRYPT_MODE, key, nonce, rest, bound);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, byte[] input, byte[] bound) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new Unreadable("a sealed content or its key is damaged, or another row's");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed content or its key can't be worked", e);
        }
    }
}
