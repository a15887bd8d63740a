package io.laiwang.auth.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Patch;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an account wants to be different about its profile. */
record ProfileChange(Patch patch) {
    /** @throws io.laiwang.kit.problem.Refused a 400 that names every field that can't be */
    static ProfileChange of(@Nullable JsonNode body) {
        Patch patch = Patch.of(body);
        Checks checks = new Checks();
        if (patch.has("displayName")) {
            ProfileRules.displayName(checks, patch.text("displayName"));
        }
        ProfileRules.bio(checks, patch.text("bio")).orRefuse();
        // must be an id, whatever becomes of it
        patch.id("avatarMediaId");
        return new ProfileChange(patch);
    }

    @Nullable
    UUID newAvatar() {
        return patch.id("avatarMediaId");
    }

    void applyTo(Account account) {
        String name = patch.text("displayName");
        if (name != null) {
            account.displayName = name;
        }
        if (patch.has("bio")) {
            account.bio = patch.text("bio");
        }
        if (patch.has("avatarMediaId")) {
            account.avatarMediaId = newAvatar();
        }
        account.version++;
    }
}
