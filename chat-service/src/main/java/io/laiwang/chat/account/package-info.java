/** What chat-service does when an account is erased. */
@org.jspecify.annotations.NullMarked
package io.laiwang.chat.account;
