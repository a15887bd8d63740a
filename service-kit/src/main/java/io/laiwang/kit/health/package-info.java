/** What an operator is told of those whom a service depends on. */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit.health;
