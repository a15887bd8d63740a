package io.laiwang.e2e;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** 128 random bits that nothing else has, and every form in which somebody may keep them. */
@SuppressWarnings("ArrayRecordComponent")
record Canary(String name, byte[] bytes) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param bytes what to look for */
    record Form(Canary canary, String form, byte[] bytes) {}

    static Canary named(String name) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new Canary(name, bytes);
    }

    static Canary of(String name, byte[] bytes) {
        return new Canary(name, bytes);
    }

    /** As it is written into a text. */
    String text() {
        return HexFormat.of().formatHex(bytes);
    }

    List<Form> forms() {
        List<Form> forms = new ArrayList<>(List.of(
                new Form(this, "bytes", bytes),
                form("hex", text(), StandardCharsets.US_ASCII),
                form("HEX", text().toUpperCase(Locale.ROOT), StandardCharsets.US_ASCII),
                form("UTF-16LE", text(), StandardCharsets.UTF_16LE),
                form("UTF-16BE", text(), StandardCharsets.UTF_16BE),
                form("hex of hex", HexFormat.of().formatHex(ascii()), StandardCharsets.US_ASCII)));
        forms.addAll(base64("base64", bytes));
        forms.addAll(base64("base64 of hex", ascii()));
        return forms;
    }

    /** Wherever it begins among what is encoded with it: without the characters that depend on its neighbours. */
    private List<Form> base64(String name, byte[] inner) {
        List<Form> forms = new ArrayList<>();
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + inner.length];
            System.arraycopy(inner, 0, shifted, shift, inner.length);
            byte[] whole = Arrays.copyOf(shifted, shifted.length / 3 * 3);
            String encoded = Base64.getEncoder().encodeToString(whole).substring(shift == 0 ? 0 : 4);
            forms.add(form(name, encoded, StandardCharsets.US_ASCII));
            String url = encoded.replace('+', '-').replace('/', '_');
            if (!url.equals(encoded)) {
                forms.add(form(name + " for URLs", url, StandardCharsets.US_ASCII));
            }
        }
        return forms;
    }

    private byte[] ascii() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    private Form form(String name, String text, Charset charset) {
        return new Form(this, name, text.getBytes(charset));
    }
}
