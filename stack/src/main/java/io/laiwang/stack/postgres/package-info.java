/** A real PostgreSQL from the binaries that the build brings. */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack.postgres;
