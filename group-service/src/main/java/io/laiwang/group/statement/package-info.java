@org.jspecify.annotations.NullMarked
package io.laiwang.group.statement;
