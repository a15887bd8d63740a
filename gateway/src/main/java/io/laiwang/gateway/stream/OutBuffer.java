package io.laiwang.gateway.stream;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for a socket that can't take more. Bounded: when it overflows, all is dropped and the client is to
 * sync again, so a slow reader costs no more than this.
 */
final class OutBuffer {
    private final int maxFrames;
    private final long maxBytes;
    private final Deque<String> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean overflowed;

    OutBuffer(int maxFrames, long maxBytes) {
        this.maxFrames = maxFrames;
        this.maxBytes = maxBytes;
    }

    void add(String frame) {
        if (overflowed) {
            return;
        }
        waiting.add(frame);
        bytes += ByteBufUtil.utf8Bytes(frame);
        if (waiting.size() > maxFrames || bytes > maxBytes) {
            waiting.clear();
            bytes = 0;
            overflowed = true;
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty() && !overflowed;
    }

    /** True once after frames were dropped. */
    boolean takeOverflow() {
        boolean was = overflowed;
        overflowed = false;
        return was;
    }

    @Nullable
    String poll() {
        String frame = waiting.poll();
        if (frame != null) {
            bytes -= ByteBufUtil.utf8Bytes(frame);
        }
        return frame;
    }
}
