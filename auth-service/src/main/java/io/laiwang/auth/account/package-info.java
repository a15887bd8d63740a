@org.jspecify.annotations.NullMarked
package io.laiwang.auth.account;
