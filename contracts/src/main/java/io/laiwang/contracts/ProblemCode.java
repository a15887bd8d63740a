package io.laiwang.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Every {@code code} that an error of the public protocol can carry, with its status and its constant title. */
public enum ProblemCode {
    INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
    NOT_A_CONTACT("not-a-contact", 400, "An account is not a contact"),
    UNKNOWN_MEDIA("unknown-media", 400, "The medium does not exist or is not yours to send"),
    UNAUTHORIZED("unauthorized", 401, "A valid access token is needed"),
    INVALID_CREDENTIALS("invalid-credentials", 401, "Wrong handle or password"),
    REFRESH_TOKEN_REUSED("refresh-token-reused", 401, "The refresh token was used before"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    WRONG_PASSWORD("wrong-password", 403, "The password is wrong"),
    NOT_CONTACTS("not-contacts", 403, "You are not contacts"),
    MUTED("muted", 403, "You are muted in this group"),
    CONVERSATION_CLOSED("conversation-closed", 403, "The conversation is closed"),
    GROUP_CLOSED("group-closed", 403, "The group takes nobody in"),
    RECALL_WINDOW_PASSED("recall-window-passed", 403, "The message can't be recalled any more"),
    EDIT_WINDOW_PASSED("edit-window-passed", 403, "The message can't be edited any more"),
    NOT_FOUND("not-found", 404, "Not found"),
    NOT_ACCEPTABLE("not-acceptable", 406, "Not available in a form that is asked for"),
    HANDLE_TAKEN("handle-taken", 409, "The handle is taken"),
    ID_TAKEN("id-taken", 409, "The message id is taken"),
    TIMER_CHANGED("timer-changed", 409, "The timer of the conversation has changed"),
    MEDIA_IN_USE("media-in-use", 409, "The medium is in use"),
    ALREADY_CONTACTS("already-contacts", 409, "You are contacts already"),
    NOT_PENDING("not-pending", 409, "The request is not pending any more"),
    TOO_MANY_REACTIONS("too-many-reactions", 409, "The message has as many kinds of reactions as it can"),
    GROUP_FULL("group-full", 409, "The group is full"),
    OWNER_MUST_TRANSFER("owner-must-transfer", 409, "The owner must transfer the group first"),
    UPLOAD_CONFLICT("upload-conflict", 409, "The upload is at another offset"),
    INVITE_GONE("invite-gone", 410, "The invite is gone"),
    MESSAGE_GONE("message-gone", 410, "The message is gone"),
    UNSUPPORTED_TUS_VERSION("unsupported-tus-version", 412, "Another version of the tus protocol is needed"),
    TOO_LARGE("too-large", 413, "Too large"),
    QUOTA_EXCEEDED("quota-exceeded", 413, "The quota is used up"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    CHECKSUM_MISMATCH("checksum-mismatch", 460, "The bytes do not have that checksum"),
    INTERNAL("internal", 500, "Something went wrong"),
    UNAVAILABLE("unavailable", 503, "Temporarily unavailable");

    private final String code;
    private final int status;
    private final String title;

    ProblemCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    @JsonCreator
    static ProblemCode of(String code) {
        return Arrays.stream(values())
                .filter(p -> p.code.equals(code))
                .findFirst()
                .orElse(INTERNAL);
    }
}
