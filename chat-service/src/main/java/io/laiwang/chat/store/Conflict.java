package io.laiwang.chat.store;

import java.io.Serial;

/** The store has what the writer didn't know of: a repeated id, or the writes of another instance. */
public final class Conflict extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public Conflict(String what) {
        super(what, null, false, false);
    }
}
