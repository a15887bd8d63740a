package io.laiwang.gateway.board;

import java.util.List;

/**
 * Some more of a stroke.
 *
 * @param from where its first point goes; what is there already is kept
 * @param done nothing comes after it
 */
record Part(StrokeKey key, Pen pen, int from, List<Point> points, boolean done) {}
