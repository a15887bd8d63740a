/**
 * Pictures of drawings: pixels by a rasteriser of our own, and SVG. The same drawing comes to the same bytes on every
 * machine: integers, and floating point as Java defines it, are all there is. Nothing here does I/O.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.doodle.render;
