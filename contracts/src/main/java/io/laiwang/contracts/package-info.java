/**
 * What crosses a service boundary: commands on the log of a conversation, deliveries to devices, account and media
 * events, topic names and problem codes. Records and enums only; no beans, no I/O. Start at {@link
 * io.laiwang.contracts.Topics}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.contracts;
