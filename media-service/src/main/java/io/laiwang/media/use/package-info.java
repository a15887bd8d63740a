/** What media are used for: one that belongs to a disappearing message belongs to nothing else. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.use;
