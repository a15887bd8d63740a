package io.laiwang.kit.rest;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Opaque cursors: what a page needs to go on, signed, so that a tampered one is a 400 and not a strange page. */
@Singleton
public class Cursors {
    private static final int SIGNATURE_BYTES = 8;

    private final SecretKeySpec key;

    Cursors(@ConfigProperty(name = "laiwang.internal.token") String secret) {
        this.key = new SecretKeySpec(("cursor:" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String seal(String position) {
        byte[] text = position.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(text, text.length + SIGNATURE_BYTES);
        System.arraycopy(sign(text), 0, sealed, text.length, SIGNATURE_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** @param found one more than {@code limit}, if there are more */
    public <T> Page<T> page(List<T> found, int limit, Function<T, String> position) {
        List<T> items = found.stream().limit(limit).toList();
        return new Page<>(items, found.size() > limit ? seal(position.apply(items.getLast())) : null);
    }

    /** @param name the query parameter, for the error */
    public @Nullable String open(String name, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(cursor);
            byte[] text = Arrays.copyOf(sealed, sealed.length - SIGNATURE_BYTES);
            byte[] signature = Arrays.copyOfRange(sealed, text.length, sealed.length);
            if (MessageDigest.isEqual(signature, Arrays.copyOf(sign(text), SIGNATURE_BYTES))) {
                return new String(text, StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException | NegativeArraySizeException e) {
            // not even the form of a cursor: the same answer as a wrong signature
        }
        throw foreign(name);
    }

    /** The {@code cursor} of a list that goes on after an id. */
    public @Nullable UUID openId(@Nullable String cursor) {
        String position = open("cursor", cursor);
        return position == null ? null : Ids.parse(position).orElseThrow(() -> foreign("cursor"));
    }

    /** For one that is signed, and isn't of this list. */
    public static Refused foreign(String name) {
        return new Refused(Problem.invalid(name, "is not a cursor of this list"));
    }

    private byte[] sign(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
