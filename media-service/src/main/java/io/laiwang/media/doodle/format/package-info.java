/** A drawing and the forms it comes and goes in: JSON, InkML, and the bytes it is kept as. Nothing here does I/O. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.doodle.format;
