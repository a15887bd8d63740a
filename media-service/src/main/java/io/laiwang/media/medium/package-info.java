@org.jspecify.annotations.NullMarked
package io.laiwang.media.medium;
