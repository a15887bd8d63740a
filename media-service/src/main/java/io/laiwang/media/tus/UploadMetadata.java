package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.kit.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Upload-Metadata}: pairs of a key and a value in Base64. It is given back as it came. */
record UploadMetadata(String header) {
    private static final int MOST = 4_096;
    private static final Pattern FORM = Pattern.compile("(?:[!-+\\--~]+(?: [A-Za-z0-9+/]*={0,2})?(?:, *(?=.)|$))*");

    static UploadMetadata of(@Nullable String header) {
        String text = header == null ? "" : header.strip();
        if (text.length() > MOST || !FORM.matcher(text).matches()) {
            throw new Refused(Problem.invalid("Upload-Metadata", "must be pairs of a key and a value in Base64"));
        }
        return new UploadMetadata(text);
    }

    /** What its sender says it is: the key that tus clients give the name of a type in. */
    @Nullable
    String contentType() {
        for (String pair : header.split(",", -1)) {
            String[] words = pair.strip().split(" ", -1);
            if (words.length == 2 && words[0].equals("filetype")) {
                return decode(words[1]);
            }
        }
        return null;
    }

    private static @Nullable String decode(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
