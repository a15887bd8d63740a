/**
 * Doodles: drawings that are data, stroke by stroke. A doodle is a medium whose bytes are a drawing, so who may read it,
 * its quota and its end are those of a medium. Start with {@link io.laiwang.media.doodle.Doodles}; the forms that a
 * drawing takes are in {@code format}, its pictures in {@code render}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.doodle;
