package io.laiwang.chat.store;

import java.io.IOException;

/** A real server and the two ports on it. */
interface StoreServer extends AutoCloseable {
    MessageStore messages();

    HistoryStore history();

    /** Ends the server with SIGKILL; what is under way fails. */
    void kill9();

    /** Starts a server on what the killed one left. */
    void startAgain() throws Exception;

    @Override
    void close() throws IOException;
}
