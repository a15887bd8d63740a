package io.laiwang.media.doodle.render;

/** Takes a picture row by row, from the top. */
interface Rows {
    /** @param pixels of the row from {@code offset} on, as {@code 0xrrggbb}; to be read before it returns */
    void add(int[] pixels, int offset);
}
