/** Keeps what was drawn on a live board as a doodle, under the path that media-service takes drawings at. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.keep;
