package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of one block after the other, as a scan has them; they are kept in natural order. */
abstract class Coding {
    final JpegInput in;
    final Scan scan;
    /** Blocks that have nothing more. */
    int ended;

    Coding(JpegInput in, Scan scan) {
        this.in = in;
        this.scan = scan;
    }

    static Coding of(JpegInput in, Scan scan, boolean progressive) throws BadPicture {
        if (!progressive) {
            return new Sequential(in, scan);
        }
        boolean fits = scan.first == 0
                ? scan.last == 0
                : scan.first > 0 && scan.first <= scan.last && scan.last < 64 && scan.components.size() == 1;
        if (!fits || scan.low > 13) {
            throw new BadPicture("scan");
        }
        return scan.first == 0 ? new ProgressiveDc(in, scan) : new ProgressiveAc(in, scan);
    }

    /** @param at where the block begins */
    abstract void read(Component component, short[] numbers, int at) throws IOException;

    final int difference(Component component) throws IOException {
        int size = table(component.dc).decode(in);
        if (size > 15) {
            throw new BadPicture("difference");
        }
        component.predicted += in.signed(size);
        return component.predicted;
    }

    static Huffman table(@Nullable Huffman table) throws BadPicture {
        if (table == null) {
            throw new BadPicture("no table");
        }
        return table;
    }

    private static final class Sequential extends Coding {
        Sequential(JpegInput in, Scan scan) {
            super(in, scan);
        }

        @Override
        void read(Component component, short[] numbers, int at) throws IOException {
            numbers[at] = (short) difference(component);
            Huffman table = table(component.ac);
            int k = 1;
            while (k < 64) {
                int symbol = table.decode(in);
                int size = symbol & 0xf;
                k += symbol >> 4;
                if (size == 0 && symbol != 0xf0) {
                    return;
                }
                if (k > 63) {
                    throw new BadPicture("block");
                }
                numbers[at + ZigZag.ORDER[k++]] = (short) in.signed(size);
            }
        }
    }

    private static final class ProgressiveDc extends Coding {
        ProgressiveDc(JpegInput in, Scan scan) {
            super(in, scan);
        }

        @Override
        void read(Component component, short[] numbers, int at) throws IOException {
            if (scan.before == 0) {
                numbers[at] = (short) (difference(component) << scan.low);
            } else if (in.bits(1) == 1) {
                numbers[at] = (short) (numbers[at] | (1 << scan.low));
            }
        }
    }
}
