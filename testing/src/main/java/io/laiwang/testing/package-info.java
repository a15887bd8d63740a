/** What the tests of the services share. Test scope only. */
@org.jspecify.annotations.NullMarked
package io.laiwang.testing;
