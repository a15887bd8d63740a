/** Encrypts contents, each with a key of its own, and those keys with the key of the day. */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.sealed.key;
