package io.laiwang.stack;

import java.io.Serial;

/** Something that the person at the terminal can act on; the message is the one line that they see. */
public final class StackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StackException(String line) {
        super(line);
    }

    public StackException(String line, Throwable cause) {
        super(line, cause);
    }
}
