package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.io.IOException;

/** A band of numbers of one color, first in coarse steps and then bit by bit (T.81, annex G). */
final class ProgressiveAc extends Coding {
    ProgressiveAc(JpegInput in, Scan scan) {
        super(in, scan);
    }

    @Override
    void read(Component component, short[] numbers, int at) throws IOException {
        if (scan.before == 0) {
            first(table(component.ac), numbers, at);
        } else {
            refine(table(component.ac), numbers, at);
        }
    }

    private void first(Huffman table, short[] numbers, int at) throws IOException {
        if (ended > 0) {
            ended--;
            return;
        }
        int k = scan.first;
        while (k <= scan.last) {
            int symbol = table.decode(in);
            int run = symbol >> 4;
            int size = symbol & 0xf;
            if (size == 0 && run < 15) {
                ended = endedBlocks(run) - 1;
                return;
            }
            k += run;
            if (k > scan.last) {
                throw new BadPicture("block");
            }
            numbers[at + ZigZag.ORDER[k++]] = (short) (in.signed(size) << scan.low);
        }
    }

    private int endedBlocks(int run) throws IOException {
        return (1 << run) + (run == 0 ? 0 : in.bits(run));
    }

    private void refine(Huffman table, short[] numbers, int at) throws IOException {
        int k = scan.first;
        while (ended == 0 && k <= scan.last) {
            int symbol = table.decode(in);
            int run = symbol >> 4;
            int size = symbol & 0xf;
            if (size > 1) {
                throw new BadPicture("block");
            }
            if (size == 0 && run < 15) {
                ended = endedBlocks(run);
            } else {
                int value = size == 0 ? 0 : in.bits(1) == 1 ? 1 << scan.low : -1 << scan.low;
                k = place(value, run, k, numbers, at);
            }
        }
        if (ended > 0) {
            place(0, 64, k, numbers, at);
            ended--;
        }
    }

    /** Passes over so many that were nothing, refining the others, and sets the next. @return what comes after it */
    private int place(int value, int run, int from, short[] numbers, int at) throws IOException {
        int left = run;
        for (int k = from; k <= scan.last; k++) {
            int place = at + ZigZag.ORDER[k];
            if (numbers[place] != 0) {
                refine(numbers, place);
            } else if (left-- == 0) {
                numbers[place] = (short) value;
                return k + 1;
            }
        }
        return scan.last + 1;
    }

    private void refine(short[] numbers, int place) throws IOException {
        int step = 1 << scan.low;
        int number = numbers[place];
        if (in.bits(1) == 1 && (Math.abs(number) & step) == 0) {
            numbers[place] = (short) (number > 0 ? number + step : number - step);
        }
    }
}
