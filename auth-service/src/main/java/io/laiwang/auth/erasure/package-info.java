/** Forgetting an account: here, and in every other service, until each has said that it has. */
@org.jspecify.annotations.NullMarked
package io.laiwang.auth.erasure;
