/** Where what blocks is done. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.work;
