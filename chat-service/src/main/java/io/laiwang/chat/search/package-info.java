/** Finding messages again by their words, within what the caller may read. */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.search;
