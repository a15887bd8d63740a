/** Certificates that services show each other. */
@org.jspecify.annotations.NullMarked
package io.laiwang.kit.tls;
