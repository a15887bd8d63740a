package io.laiwang.auth.account;

import io.laiwang.kit.input.Checks;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a handle, a name and a biography may be. */
final class ProfileRules {
    private static final Pattern HANDLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{2,31}");
    private static final int NAME_CHARACTERS = 64;
    private static final int BIO_CHARACTERS = 500;

    private ProfileRules() {}

    static Checks handle(Checks checks, @Nullable String handle) {
        return checks.present("handle", handle)
                .check(
                        "handle",
                        HANDLE.matcher(handle == null ? "" : handle).matches(),
                        "must be a letter and 2 to 31 letters, digits or _");
    }

    static Checks displayName(Checks checks, @Nullable String name) {
        return checks.text("displayName", name, 1, NAME_CHARACTERS)
                .line("displayName", name)
                .check("displayName", name == null || !name.isBlank(), "must not be blank");
    }

    static Checks bio(Checks checks, @Nullable String bio) {
        return checks.optionalText("bio", bio, 0, BIO_CHARACTERS);
    }
}
