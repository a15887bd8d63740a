/** How often what is refused may be tried again. */
@org.jspecify.annotations.NullMarked
package io.laiwang.auth.limit;
