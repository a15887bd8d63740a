/** Resumable uploads by the tus protocol, version 1.0.0. */
@org.jspecify.annotations.NullMarked
package io.laiwang.media.tus;
