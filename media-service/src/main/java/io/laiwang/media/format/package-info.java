/** What bytes are: their type, their size, and what they say about their maker, which is taken out. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.format;
