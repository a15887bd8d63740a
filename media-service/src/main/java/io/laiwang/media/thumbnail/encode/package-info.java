/** Writes previews as JPEG. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.thumbnail.encode;
