package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in its group; who comes first has the higher rank. */
public enum GroupRole {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("member")
    MEMBER;

    /** Owner and admins. */
    public boolean leads() {
        return this != MEMBER;
    }

    public boolean outranks(GroupRole other) {
        return compareTo(other) < 0;
    }
}
