package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a lossless image as they are coded, {@code 0xaarrggbb}, one after the other: RFC 9649, section 3.6. Only
 * as many of them are held as a repetition can reach back.
 */
final class PixelStream {
    /** A repetition reaches back for a million pixels at most. */
    private static final int REACH = 1 << 20;

    private static final int MOST_GROUPS = 2_600;
    private static final int HASH = 0x1e35a7bd;
    /** Places near a pixel: rows above, and 8 minus the columns to the left. */
    private static final byte[] NEAR = HexFormat.of().parseHex("""
            1807171928062729161a262a38053739151b363a252b48044749141c353b464a242c58454b343c03\
            5759131d565a232d444c555b333d68026769121e666a222e545c434d656b323e78017779535d111f\
            646c424e767a212f757b313f636d525e00747c414f1020626e30737d515f40727e616f50717f6070\
            """.strip());

    private final BitReader in;
    private final int width;
    private final int[] held;
    private final int[] cache;
    private final int cacheBits;
    private final Lossless.@Nullable Image groups;
    private final PrefixCodes[] codes;
    private int position;
    private int column;
    private int row;
    private int left;
    private int from;

    /** @param isMain whether parts of it may have codes of their own */
    PixelStream(BitReader in, int width, int height, boolean isMain) throws BadPicture {
        this.in = in;
        this.width = width;
        this.held = new int[(int) Math.min(REACH, Long.highestOneBit((long) width * height) << 1)];
        this.cacheBits = in.flag() ? in.number(4) : 0;
        if (cacheBits > 11) {
            throw new BadPicture("too large a cache");
        }
        this.cache = new int[cacheBits == 0 ? 0 : 1 << cacheBits];
        this.groups = isMain && in.flag() ? Lossless.Image.read(in, width, height, 2 + in.number(3)) : null;
        this.codes = new PrefixCodes[groups == null ? 1 : groupCount(groups)];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = PrefixCodes.read(in, cache.length);
        }
    }

    private static int groupCount(Lossless.Image groups) throws BadPicture {
        int most = 0;
        for (int pixel : groups.pixels()) {
            most = Math.max(most, group(pixel));
        }
        if (most >= MOST_GROUPS) {
            throw new BadPicture("too many codes");
        }
        return most + 1;
    }

    private static int group(int pixel) {
        return pixel >> 8 & 0xffff;
    }

    int next() throws BadPicture {
        if (left > 0) {
            left--;
            return put(held[from++ & (held.length - 1)]);
        }
        PrefixCodes code = codes[groups == null ? 0 : group(groups.at(column, row))];
        int symbol = code.green().read(in);
        if (symbol < PrefixCodes.LITERALS) {
            int red = code.red().read(in);
            int blue = code.blue().read(in);
            return put(code.alpha().read(in) << 24 | red << 16 | symbol << 8 | blue);
        }
        int rest = symbol - PrefixCodes.LITERALS - PrefixCodes.LENGTHS;
        if (rest >= 0) {
            return put(cache[rest]);
        }
        repeat(code, symbol - PrefixCodes.LITERALS);
        return next();
    }

    private void repeat(PrefixCodes code, int symbol) throws BadPicture {
        left = extended(symbol);
        int distance = distance(extended(code.distance().read(in)));
        if (distance > position || distance > held.length) {
            throw new BadPicture("nothing to repeat");
        }
        from = position - distance;
    }

    private int extended(int symbol) throws BadPicture {
        if (symbol < 4) {
            return symbol + 1;
        }
        int bits = (symbol - 2) >> 1;
        return ((2 + (symbol & 1)) << bits) + in.number(bits) + 1;
    }

    private int distance(int code) {
        if (code > NEAR.length) {
            return code - NEAR.length;
        }
        int near = NEAR[code - 1];
        return Math.max(1, (near >> 4) * width + 8 - (near & 15));
    }

    private int put(int pixel) {
        held[position++ & (held.length - 1)] = pixel;
        if (cacheBits > 0) {
            cache[(pixel * HASH) >>> (Integer.SIZE - cacheBits)] = pixel;
        }
        column++;
        if (column == width) {
            column = 0;
            row++;
        }
        return pixel;
    }
}
