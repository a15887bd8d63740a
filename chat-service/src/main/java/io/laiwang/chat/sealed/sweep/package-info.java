/** Erases what is due, and tells it. */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.sealed.sweep;
