@org.jspecify.annotations.NullMarked
package io.laiwang.kit.qr;
