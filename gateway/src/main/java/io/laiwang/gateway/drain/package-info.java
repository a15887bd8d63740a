/** How a gateway takes its leave. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.drain;
