package io.laiwang.chat.sealed;

import java.util.Locale;

/** Why a content was erased. */
public enum Cause {
    /** Its time was over, by a timer or because nobody was left to open it in time. */
    EXPIRED,
    /** Everyone who could has opened it, and the last clock has run out. */
    READ,
    /** Everyone whom it was for has left. */
    LEFT,
    /** Its sender or a leader of the group took it back. */
    RECALLED,
    /** The message never came: refused by the log, or given up on the way. */
    UNSENT,
    /** The message came later than its content was kept for. */
    LOST;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
