/**
 * Pictures as pixels, without {@code java.desktop}: decoders hand rows of pixels on as they read them, and {@link
 * io.laiwang.media.thumbnail.picture.Shrink} averages them into a small picture, so that a large one is never held.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.thumbnail.picture;
