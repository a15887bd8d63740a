/** Who may notice what of whom, as group-service says at that moment. */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.relation;
