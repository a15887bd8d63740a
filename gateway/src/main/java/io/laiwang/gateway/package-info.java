/**
 * The gateway is the one public port: sockets, token check, rate limits, routing by an allow-list, the web client. It
 * keeps no durable state. A write of a client becomes a command on the log here ({@code command}), and what the log made
 * of it comes back to every gateway ({@code delivery}) and goes to the sockets ({@code stream}). Start reading at {@link
 * io.laiwang.gateway.stream.StreamEndpoint}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway;
