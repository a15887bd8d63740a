/** A real Kafka broker in this JVM. */
@org.jspecify.annotations.NullMarked
package io.laiwang.stack.kafka;
