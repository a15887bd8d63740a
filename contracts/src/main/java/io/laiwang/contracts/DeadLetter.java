package io.laiwang.contracts;

/**
 * What the record of a command says beside itself once it lies on {@link Topics#CONVERSATION_COMMANDS_DEAD}: enough to
 * judge it without a look into what somebody wrote.
 */
public final class DeadLetter {
    /** Why it couldn't be handled: the fault's class. */
    public static final String REASON = "reason";

    /** Where it lay on the log, as {@code partition:offset}. */
    public static final String SOURCE = "source";

    /** The command's type, unless it can't be read. */
    public static final String TYPE = "type";

    /** The account that sent it, if it is known and an account did. */
    public static final String SENDER = "sender";

    /** A {@link Mend}, in its wire form. */
    public static final String MEND = "mend";

    /** Of a record without a value, which says that another is mended: where that lies, as {@code partition:offset}. */
    public static final String MENDED = "mended";

    private DeadLetter() {}

    /** What is to become of it once its cause is gone. */
    public enum Mend {
        /** Put on the log again. */
        REPLAY,
        /** group-service says anew who is in: by now an old event of it could put somebody back who was removed. */
        STATE,
        /** Nothing. Its sender was told that it failed; what was refused is never accepted later. */
        NONE;

        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public static Mend of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
