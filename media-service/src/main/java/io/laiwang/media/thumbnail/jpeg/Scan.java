package io.laiwang.media.thumbnail.jpeg;

import io.laiwang.media.thumbnail.picture.BadPicture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pass over the blocks of some colors, or of one (T.81, annex A.2): which blocks it has, in which order. */
final class Scan {
    /** What is done with a block, and after a row of units. */
    interface Visitor {
        void block(Component component, int x, int y) throws IOException;

        void rowDone(int unitRow);

        void restart();
    }

    final List<Component> components = new ArrayList<>();
    final int first;
    final int last;
    final int before;
    final int low;
    private final Frame frame;
    private final int restartEvery;
    private int untilRestart;

    Scan(ByteBuffer segment, Frame frame, int restartEvery, @Nullable Huffman[] dc, @Nullable Huffman[] ac)
            throws BadPicture {
        this.frame = frame;
        this.restartEvery = restartEvery;
        int count = segment.get();
        if (count < 1) {
            throw new BadPicture("scan");
        }
        for (int i = 0; i < count; i++) {
            Component component = component(segment.get());
            int tables = segment.get();
            component.dc = dc[(tables >> 4) & 3];
            component.ac = ac[tables & 3];
            component.predicted = 0;
        }
        first = segment.get();
        last = segment.get();
        int precision = segment.get();
        before = (precision >> 4) & 0xf;
        low = precision & 0xf;
    }

    private Component component(int id) throws BadPicture {
        for (Component component : frame.components) {
            if (component.id == id && !components.contains(component)) {
                components.add(component);
                return component;
            }
        }
        throw new BadPicture("scan");
    }

    boolean hasAll() {
        return components.size() == frame.components.size();
    }

    void visit(JpegInput in, Visitor visitor) throws IOException {
        untilRestart = restartEvery;
        if (components.size() == 1) {
            visitOne(in, components.getFirst(), visitor);
        } else {
            visitUnits(in, visitor);
        }
    }

    private void visitOne(JpegInput in, Component component, Visitor visitor) throws IOException {
        for (int y = 0; y < component.blocksHigh; y++) {
            for (int x = 0; x < component.blocksWide; x++) {
                restartIfDue(in, visitor);
                visitor.block(component, x, y);
            }
            visitor.rowDone(y);
        }
    }

    private void visitUnits(JpegInput in, Visitor visitor) throws IOException {
        for (int y = 0; y < frame.unitsHigh; y++) {
            for (int x = 0; x < frame.unitsWide; x++) {
                restartIfDue(in, visitor);
                visitUnit(x, y, visitor);
            }
            visitor.rowDone(y);
        }
    }

    private void visitUnit(int x, int y, Visitor visitor) throws IOException {
        for (Component component : components) {
            for (int block = 0; block < component.across * component.down; block++) {
                visitor.block(
                        component,
                        x * component.across + block % component.across,
                        y * component.down + block / component.across);
            }
        }
    }

    private void restartIfDue(JpegInput in, Visitor visitor) throws IOException {
        if (restartEvery == 0) {
            return;
        }
        if (untilRestart == 0) {
            in.restart();
            components.forEach(component -> component.predicted = 0);
            visitor.restart();
            untilRestart = restartEvery;
        }
        untilRestart--;
    }
}
