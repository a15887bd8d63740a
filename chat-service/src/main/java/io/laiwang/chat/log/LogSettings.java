package io.laiwang.chat.log;

import io.smallrye.config.ConfigMapping;

/** How the log of commands is worked. */
@ConfigMapping(prefix = "laiwang.log")
interface LogSettings {
    /** Number of the topic: raised when it is made anew, so that rev never falls. */
    int generation();

    /** How many conversations' state is held in memory. */
    int cachedConversations();

    /** How many commands are decided and written at once. */
    int maxBatch();
}
