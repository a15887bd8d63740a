package io.laiwang.stack.letters;

import java.net.URI;

/**
 * The system whose dead letters are meant.
 *
 * @param kafka its brokers, as {@code host:port}
 * @param groups where group-service is
 * @param serviceToken with which services call each other
 */
public record Place(String kafka, URI groups, String serviceToken) {}
