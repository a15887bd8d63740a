package io.laiwang.group.member;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.GroupRole;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Patch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be different about a member; what isn't named stays. */
record MemberChange(
        @Nullable GroupRole role,
        boolean mutes,
        @Nullable Instant mutedUntil,
        boolean renames,
        @Nullable String nickname) {
    /** The last moment that a time of RFC 3339 can have. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** @throws io.laiwang.kit.problem.Refused a 400 that names every field that can't be */
    static MemberChange of(@Nullable JsonNode body, Instant now) {
        Patch patch = Patch.of(body);
        Optional<GroupRole> role = role(patch.text("role"));
        Instant until = patch.time("mutedUntil");
        String nickname = patch.text("nickname");
        new Checks()
                .check("role", !patch.has("role") || role.isPresent(), "must be owner, admin or member")
                .check("mutedUntil", until == null || until.isAfter(now), "is over")
                .check("mutedUntil", until == null || !until.isAfter(LAST), "is too far")
                .check(
                        "mutedUntil",
                        until == null || role.filter(GroupRole.OWNER::equals).isEmpty(),
                        "can't be an owner's")
                .optionalText("nickname", nickname, 1, 64)
                .line("nickname", nickname)
                .orRefuse();
        Instant muted = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        return new MemberChange(role.orElse(null), patch.has("mutedUntil"), muted, patch.has("nickname"), nickname);
    }

    private static Optional<GroupRole> role(@Nullable String name) {
        return Arrays.stream(GroupRole.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
