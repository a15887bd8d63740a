/**
 * Messages that disappear. Their content never enters the log: it is kept here, encrypted, until its time is over. The
 * row decides who may still open it; the log only tells. Start at {@link io.laiwang.chat.sealed.Sealed}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.sealed;
