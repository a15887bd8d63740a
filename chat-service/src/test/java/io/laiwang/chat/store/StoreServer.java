package io.laiwang.chat.store;

import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.search.SearchStore;
import java.io.IOException;

/** A real server and the two ports on it. */
public interface StoreServer extends AutoCloseable {
    default MessageStore messages() {
        return messages(Faults.none());
    }

    /** The port as one life of the sequencer has it. */
    MessageStore messages(Faults faults);

    HistoryStore history();

    SearchStore search();

    SealedStore sealed();

    /** Ends the server with SIGKILL; what is under way fails. */
    void kill9();

    /** Starts a server on what the killed one left. */
    void startAgain() throws Exception;

    @Override
    void close() throws IOException;
}
