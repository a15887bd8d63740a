/** What traces tell of a request's way: through HTTP, which Quarkus sees to, and through frames and records. */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit.trace;
