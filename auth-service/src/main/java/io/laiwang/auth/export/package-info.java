/** What an account takes away with it: all that is its own, gathered from every service and packed while it is read. */
@org.jspecify.annotations.NullMarked
package io.laiwang.auth.export;
