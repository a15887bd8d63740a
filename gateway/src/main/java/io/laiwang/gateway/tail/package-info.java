@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.tail;
