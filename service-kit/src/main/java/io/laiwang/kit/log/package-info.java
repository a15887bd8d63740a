/** How a service says what it does. */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit.log;
