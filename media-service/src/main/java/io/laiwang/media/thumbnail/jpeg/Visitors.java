package io.laiwang.media.thumbnail.jpeg;

import java.io.IOException;
import java.util.Arrays;

/** What becomes of a scan's blocks. */
final class Visitors {
    private Visitors() {}

    /** Hands a picture on while it is read. */
    static final class Passing implements Scan.Visitor {
        private final Coding coding;
        private final Band band;
        private final int[][] quantization;
        private final short[] numbers = new short[64];

        Passing(Coding coding, Band band, int[][] quantization) {
            this.coding = coding;
            this.band = band;
            this.quantization = quantization;
        }

        @Override
        public void block(Component component, int x, int y) throws IOException {
            Arrays.fill(numbers, (short) 0);
            coding.read(component, numbers, 0);
            band.block(component, x, y, numbers, 0, quantization[component.quantization]);
        }

        @Override
        public void rowDone(int unitRow) {
            band.rowDone(unitRow);
        }

        @Override
        public void restart() {
            coding.ended = 0;
        }
    }

    /** Keeps the numbers until all scans are read. */
    static final class Holding implements Scan.Visitor {
        private final Coding coding;

        Holding(Coding coding) {
            this.coding = coding;
        }

        @Override
        public void block(Component component, int x, int y) throws IOException {
            coding.read(component, component.coefficients, 64 * (y * component.stride + x));
        }

        @Override
        public void rowDone(int unitRow) {
            // they wait for the other scans
        }

        @Override
        public void restart() {
            coding.ended = 0;
        }
    }
}
