/** What a service says when it has forgotten an account. */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit.erasure;
