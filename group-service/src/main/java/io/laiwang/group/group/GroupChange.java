package io.laiwang.group.group;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.group.group.GroupRow.JoinPolicy;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Patch;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an admin wants to be different about a group; what isn't named stays. */
record GroupChange(Patch patch) {
    /** @throws io.laiwang.kit.problem.Refused a 400 that names every field that can't be */
    static GroupChange of(@Nullable JsonNode body) {
        Patch patch = Patch.of(body);
        Checks checks = new Checks();
        if (patch.has("name")) {
            name(checks, patch.text("name"));
        }
        checks.optionalText("announcement", patch.text("announcement"), 1, 2_000);
        if (patch.has("joinPolicy")) {
            checks.check(
                    "joinPolicy", policy(patch.text("joinPolicy")).isPresent(), "must be open, approval or closed");
        }
        if (patch.has("membersMayInvite")) {
            checks.present("membersMayInvite", patch.flag("membersMayInvite"));
        }
        checks.orRefuse();
        // must be an id, whatever becomes of it
        patch.id("avatarMediaId");
        return new GroupChange(patch);
    }

    static Checks name(Checks checks, @Nullable String name) {
        return checks.text("name", name, 1, 64)
                .line("name", name)
                .check("name", name == null || !name.isBlank(), "must not be blank");
    }

    boolean changesAvatar(GroupRow group) {
        return patch.has("avatarMediaId") && !Objects.equals(newAvatar(), group.avatarMediaId);
    }

    @Nullable
    UUID newAvatar() {
        return patch.id("avatarMediaId");
    }

    boolean renames(GroupRow group) {
        return patch.has("name") && !group.name.equals(patch.text("name"));
    }

    /** An announcement that is taken away is none. */
    boolean announces(GroupRow group) {
        String announcement = patch.text("announcement");
        return announcement != null && !announcement.equals(group.announcement);
    }

    /** @param by whose picture a new avatar is */
    void applyTo(GroupRow group, UUID by) {
        String name = patch.text("name");
        if (name != null) {
            group.name = name;
        }
        if (patch.has("announcement")) {
            group.announcement = patch.text("announcement");
        }
        if (changesAvatar(group)) {
            group.show(newAvatar(), by);
        }
        policy(patch.text("joinPolicy")).ifPresent(policy -> group.joinPolicy = policy);
        Boolean mayInvite = patch.flag("membersMayInvite");
        if (mayInvite != null) {
            group.membersMayInvite = mayInvite;
        }
    }

    private static Optional<JoinPolicy> policy(@Nullable String name) {
        return Arrays.stream(JoinPolicy.values())
                .filter(policy -> policy.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
