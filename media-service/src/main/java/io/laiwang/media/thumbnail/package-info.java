/**
 * Previews of pictures: made on a few threads of their own when they are first asked for, and kept as bytes derived of
 * the medium. Start reading at {@link io.laiwang.media.thumbnail.Thumbnails}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.thumbnail;
