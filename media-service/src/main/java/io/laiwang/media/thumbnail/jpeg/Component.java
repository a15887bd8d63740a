package io.laiwang.media.thumbnail.jpeg;

import org.jspecify.annotations.Nullable;

/** One of a picture's colors: how it is sampled, and what of it is decoded. */
final class Component {
    final int id;
    final int across;
    final int down;
    final int quantization;
    /** Blocks that a scan of this color alone has. */
    int blocksWide;

    int blocksHigh;
    /** Blocks of a row with those that fill up the last unit. */
    int stride;
    /** The samples of one row of units, {@code stride * 8} wide. */
    byte[] samples = {};
    /** Of the whole picture where it comes in several scans. */
    short[] coefficients = {};

    int predicted;

    @Nullable
    Huffman dc;

    @Nullable
    Huffman ac;

    Component(int id, int across, int down, int quantization) {
        this.id = id;
        this.across = across;
        this.down = down;
        this.quantization = quantization;
    }
}
