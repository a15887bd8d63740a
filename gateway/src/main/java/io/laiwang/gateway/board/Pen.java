package io.laiwang.gateway.board;

import java.time.Instant;

/**
 * How a stroke is drawn; said again with each part of it.
 *
 * @param tool {@code pen}, {@code marker} or {@code eraser}
 * @param color {@code #rrggbb}
 * @param startedAt when the author's gateway got its first part: strokes lie on one another in this order
 */
record Pen(String tool, String color, double width, Instant startedAt) {}
