package io.laiwang.gateway.board;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * On the wire {@code [x, y, t, p]}, as in a drawing.
 *
 * @param t milliseconds since the drawing began
 * @param p pressure, 0 to 1
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"x", "y", "t", "p"})
record Point(double x, double y, int t, double p) {}
