package io.laiwang.contracts;

/** The Kafka topics that services share. Keys, retention and who writes what: docs/architecture.md. */
public final class Topics {
    public static final String CONVERSATION_COMMANDS = "laiwang.conversation-commands";
    public static final String CONVERSATION_COMMANDS_DEAD = "laiwang.conversation-commands.dead";
    public static final String DELIVERIES = "laiwang.deliveries";
    public static final String SIGNALS = "laiwang.signals";
    public static final String ACCOUNT_EVENTS = "laiwang.account-events";
    public static final String MEDIA_EVENTS = "laiwang.media-events";

    private Topics() {}
}
