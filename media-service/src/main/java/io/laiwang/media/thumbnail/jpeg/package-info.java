/**
 * JPEG as ITU-T T.81 has it, as far as people send it: {@link io.laiwang.media.thumbnail.jpeg.JpegDecoder} reads
 * sequential and progressive pictures, {@link io.laiwang.media.thumbnail.jpeg.JpegEncoder} writes small ones.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.thumbnail.jpeg;
