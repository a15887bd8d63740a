package io.laiwang.media.thumbnail.webp;

import io.laiwang.media.thumbnail.picture.BadPicture;
import io.laiwang.media.thumbnail.picture.Rows;
import java.io.IOException;

/** A key frame of VP8, a row of macroblocks at a time: RFC 6386. */
final class Lossy {
    private static final int HEAD = 10;
    private static final int BLOCK = 16;

    private final byte[] bytes;
    private final int end;
    private final int width;
    private final int height;
    private final BoolReader in;
    private final BoolReader[] parts;
    private final Segments segments = new Segments();
    private final Modes modes;
    private final Residuals residuals;
    private final Prediction prediction = new Prediction();
    private final Plane luma;
    private final Plane blue;
    private final Plane red;
    private final int skipped;
    private int segment;

    Lossy(byte[] bytes, int from, int end) throws BadPicture {
        this.bytes = bytes;
        this.end = end;
        require(end - from > HEAD && (bytes[from] & 1) == 0 && isStart(from + 3), "no key frame");
        this.width = little(from + 6, 2) & 0x3fff;
        this.height = little(from + 8, 2) & 0x3fff;
        require(width > 0 && height > 0, "no size");
        int first = little(from, 3) >> 5;
        int rest = from + HEAD + first;
        require(first > 0 && rest <= end, "too short");
        int columns = (width + BLOCK - 1) / BLOCK;
        this.in = new BoolReader(bytes, from + HEAD, rest);
        this.modes = new Modes(columns);
        this.residuals = new Residuals(columns);
        this.luma = new Plane(BLOCK, columns);
        this.blue = new Plane(BLOCK / 2, columns);
        this.red = new Plane(BLOCK / 2, columns);
        in.number(2); // color space, and whether pixels need no clamping
        segments.read(in);
        skipFilter();
        this.parts = parts(1 << in.number(2), rest);
        segments.readSteps(in);
        in.flag(); // nothing comes after the only frame
        residuals.readProbabilities(in);
        this.skipped = in.flag() ? in.number(8) : -1;
    }

    private boolean isStart(int at) {
        return little(at, 3) == 0x2a019d;
    }

    private int little(int at, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return number;
    }

    private static void require(boolean ok, String otherwise) throws BadPicture {
        if (!ok) {
            throw new BadPicture(otherwise);
        }
    }

    /** What it smooths after decoding isn't seen in a preview. */
    private void skipFilter() {
        in.number(1 + 6 + 3);
        boolean hasChanges = in.flag();
        if (hasChanges && in.flag()) {
            for (int i = 0; i < 8; i++) {
                in.optionalNumber(6);
            }
        }
    }

    private BoolReader[] parts(int count, int from) throws BadPicture {
        BoolReader[] found = new BoolReader[count];
        int at = from + 3 * (count - 1);
        for (int i = 0; i < count; i++) {
            require(at <= end, "too short");
            int next = i == count - 1 ? end : at + little(from + 3 * i, 3);
            require(next <= end, "too short");
            found[i] = new BoolReader(bytes, at, next);
            at = next;
        }
        return found;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** @param alpha how clear each pixel is */
    void decode(Rows rows, AlphaRows alpha) throws IOException {
        int[] pixels = new int[width];
        for (int top = 0; top < height; top += BLOCK) {
            decodeRow(parts[top / BLOCK % parts.length]);
            for (int y = 0; y < BLOCK && top + y < height; y++) {
                Yuv.row(luma, blue, red, y, pixels);
                alpha.onWhite(pixels);
                rows.add(top + y, pixels, width);
            }
            luma.next();
            blue.next();
            red.next();
        }
    }

    private void decodeRow(BoolReader part) throws BadPicture {
        modes.beginRow();
        residuals.beginRow();
        boolean isFirstRow = luma.isFirst();
        for (int column = 0; column * BLOCK < width; column++) {
            segment = segments.next(in, segment);
            boolean isEmpty = skipped >= 0 && in.bit(skipped);
            modes.read(in, column);
            boolean hasMeans = modes.luma() != Modes.BY_SUBBLOCK;
            if (isEmpty) {
                residuals.skip(column, hasMeans);
            } else {
                residuals.read(part, column, hasMeans, segments.steps(segment));
            }
            drawLuma(column, hasMeans, isFirstRow);
            drawColor(blue, column, Residuals.COLOR, isFirstRow);
            drawColor(red, column, Residuals.COLOR + 4, isFirstRow);
        }
        require(!in.isOver() && !part.isOver(), "ends early");
    }

    private void drawLuma(int column, boolean isWhole, boolean isFirstRow) {
        if (isWhole) {
            prediction.block(luma, modes.luma(), luma.at(column, 0, 0), column == 0, isFirstRow);
        }
        for (int n = 0; n < 16; n++) {
            int x = n % 4 * 4;
            int at = luma.at(column, x, n / 4 * 4);
            if (!isWhole) {
                int above = x == 12 ? luma.at(column, 0, -1) + BLOCK : at - luma.stride + 4;
                prediction.subblock(luma, modes.subblock(n), at, above);
            }
            residuals.add(Residuals.LUMA + n, luma, at);
        }
    }

    private void drawColor(Plane plane, int column, int first, boolean isFirstRow) {
        prediction.block(plane, modes.color(), plane.at(column, 0, 0), column == 0, isFirstRow);
        for (int n = 0; n < 4; n++) {
            residuals.add(first + n, plane, plane.at(column, n % 2 * 4, n / 2 * 4));
        }
    }
}
