/** What senders in groups learn of how far the others have come. */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.receipt;
