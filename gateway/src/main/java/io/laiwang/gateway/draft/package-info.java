/** What clients want to send, its form checked. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.draft;
