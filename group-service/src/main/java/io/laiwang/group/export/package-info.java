/** What this service knows of an account, for the account itself to take away. */
@org.jspecify.annotations.NullMarked
package io.laiwang.group.export;
