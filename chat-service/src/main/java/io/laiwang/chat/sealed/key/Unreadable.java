package io.laiwang.chat.sealed.key;

/** Nothing opens it any more: a key is gone, or what it should open is damaged or belongs elsewhere. */
public final class Unreadable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
