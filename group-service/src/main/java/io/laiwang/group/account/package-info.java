/** What auth-service tells of accounts: their names, and which are to be forgotten. */
@org.jspecify.annotations.NullMarked
package io.laiwang.group.account;
