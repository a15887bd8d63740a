package io.laiwang.contracts;

import java.security.SecureRandom;

/**
 * What nobody can guess. The one class that has a generator of its own: a native executable makes it when the process
 * starts (native-image.properties) and not at the build, where all instances would share its seed.
 */
public final class Randomness {
    private static final SecureRandom SOURCE = new SecureRandom();

    private Randomness() {}

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        SOURCE.nextBytes(bytes);
        return bytes;
    }

    public static long number() {
        return SOURCE.nextLong();
    }
}
