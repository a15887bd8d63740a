package io.laiwang.stack.letters;

import java.net.URI;
import java.util.Map;

/**
 * The system whose dead letters are meant.
 *
 * @param kafka settings of Kafka's clients, by its own names
 * @param groups where group-service is
 * @param serviceToken with which services call each other
 */
public record Place(Map<String, String> kafka, URI groups, String serviceToken) {}
