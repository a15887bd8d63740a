/**
 * State and its event in one atomic write. {@link io.laiwang.outbox.Outbox#add} puts the event into a table in the
 * caller's own transaction; {@link io.laiwang.outbox.Relay} brings it to Kafka, at least once and in the order of the
 * rows, one relay at a time. The table is made by each service's own migration.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.outbox;
