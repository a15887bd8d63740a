package io.laiwang.media.thumbnail.picture;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are no picture, or one that no preview is made of. */
public final class BadPicture extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public BadPicture(String why) {
        super(why);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
