@org.jspecify.annotations.NullMarked
package io.laiwang.chat.history;
