package io.laiwang.gateway.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OutBufferTest {
    private final OutBuffer buffer = new OutBuffer(3, 10);

    @Test
    void givesFramesInTheirOrder() {
        assertTrue(buffer.isEmpty());
        buffer.add("a");
        buffer.add("b");
        assertFalse(buffer.isEmpty());
        assertEquals("a", buffer.poll());
        buffer.add("c");
        assertEquals("b", buffer.poll());
        assertEquals("c", buffer.poll());
        assertNull(buffer.poll());
        assertTrue(buffer.isEmpty());
        assertFalse(buffer.takeOverflow());
    }

    @Test
    void oneFrameTooManyDropsAllOnce() {
        add("a", "b", "c", "d");
        assertDropped();
    }

    @Test
    void oneByteTooManyDropsAllOnce() {
        add("12345", "678901");
        assertDropped();
    }

    @Test
    void countsBytesAndNotCharacters() {
        add("来往来往");
        assertDropped();
    }

    @Test
    void whatWasTakenMakesRoom() {
        add("12345", "67890");
        buffer.poll();
        add("abcde");
        assertFalse(buffer.takeOverflow());
        assertEquals("67890", buffer.poll());
    }

    @Test
    void afterADropItTakesNothingUntilThatIsTold() {
        add("12345678901", "a");
        assertFalse(buffer.isEmpty());
        assertTrue(buffer.takeOverflow());
        add("1234567890");
        assertEquals("1234567890", buffer.poll());
    }

    private void add(String... frames) {
        for (String frame : frames) {
            buffer.add(frame);
        }
    }

    private void assertDropped() {
        assertFalse(buffer.isEmpty());
        assertNull(buffer.poll());
        assertTrue(buffer.takeOverflow());
        assertFalse(buffer.takeOverflow());
        assertTrue(buffer.isEmpty());
    }
}
