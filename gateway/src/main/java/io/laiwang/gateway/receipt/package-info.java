/** What clients say of messages that they have: marks, and pictures taken of what disappears. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.receipt;
