/** What media mean to their owner's account: its avatar, its export, and its end. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.account;
