/**
 * Reads WebP pictures: lossy ones (VP8, RFC 6386, a key frame), lossless ones (VP8L, RFC 9649) and lossy ones with a
 * lossless mask of how clear they are. Not the deblocking that comes after the lossy decoding: a preview is made smaller
 * anyway. Start reading at {@link io.laiwang.media.thumbnail.webp.WebpDecoder}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.thumbnail.webp;
