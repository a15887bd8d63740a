package io.laiwang.chat.sealed;

import io.laiwang.chat.sealed.Sealed.Bound;
import io.laiwang.chat.sealed.Sealed.Burned;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSink;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Puts on the log what was decided on a row. What doesn't get there is still marked untold, and comes again. */
@Singleton
public class SealedLog {
    private static final Logger LOG = Logger.getLogger(SealedLog.class);

    private final RecordSink sender;

    public SealedLog(RecordSink sender) {
        this.sender = sender;
    }

    public void opened(Bound row, UUID accountId) {
        SealedKey key = row.key();
        put(new Command.Opened(key.conversationId(), key.senderId(), key.messageId(), row.seq(), accountId));
    }

    public void burned(Burned row) {
        SealedKey key = row.key();
        put(new Command.Burned(key.conversationId(), key.senderId(), key.messageId(), row.seq()));
    }

    private void put(Command command) {
        Uni<Void> sent = sender.send(new ProducerRecord<>(
                Topics.CONVERSATION_COMMANDS, command.conversationId().toString(), Json.bytes(command)));
        sent.subscribe()
                .with(done -> {}, failure -> LOG.warnf("to be told again by the sweeper: %s", failure.toString()));
    }
}
