package io.laiwang.contracts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record on {@link Topics#DELIVERIES}: a frame for the streams of some accounts, an answer for who asked, or both
 * at once, so that a message costs one record whatever the size of its group.
 *
 * @param key the conversation, or the account, in whose order it is delivered
 * @param recipients accounts whose every stream gets the frame
 * @param frame a {@link ServerFrame}, encoded once; the same bytes go to every stream
 * @param except the stream that caused it and learns of it by its answer
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a socket; nobody compares two deliveries
public record Delivery(
        UUID key,
        List<UUID> recipients,
        byte @Nullable [] frame,
        @Nullable UUID except,
        @Nullable ReplyAddress replyTo,
        @Nullable Answer answer) {

    /** The names of the record's headers: a gateway drops what is not its own without reading the value. */
    public static final class Header {
        /** 16 bytes an account. */
        public static final String RECIPIENTS = "to";

        /** 16 bytes. */
        public static final String EXCEPT = "except";

        /** A {@link ReplyAddress} as JSON. */
        public static final String REPLY_TO = "reply-to";

        /** An {@link Answer} as JSON. */
        public static final String ANSWER = "answer";

        /** 4 bytes: the seconds of a conversation's new timer. */
        public static final String TIMER = "timer";

        /** Empty: who is in the conversation, or may write to it, isn't who was. */
        public static final String MEMBERS = "members";

        private Header() {}
    }

    public static Delivery frame(UUID key, List<UUID> recipients, ServerFrame frame) {
        return new Delivery(key, recipients, Json.bytes(frame), null, null, null);
    }

    /** For gateways alone: no device is told of it. */
    public static Delivery silent(UUID key) {
        return new Delivery(key, List.of(), null, null, null, null);
    }

    public static Delivery answer(UUID key, ReplyAddress to, Answer answer) {
        return new Delivery(key, List.of(), null, null, to, answer);
    }
}
