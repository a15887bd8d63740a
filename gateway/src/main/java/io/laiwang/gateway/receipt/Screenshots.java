package io.laiwang.gateway.receipt;

import io.laiwang.contracts.Delivery;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.kit.kafka.DeliveryRecords;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Tells the sender of a disappearing message that a reader's device took a picture of it. Told at most once, or lost. */
@Singleton
public class Screenshots {
    private final InternalCalls calls;
    private final RecordSender records;

    Screenshots(InternalCalls calls, RecordSender records) {
        this.calls = calls;
        this.records = records;
    }

    /** Only of a message that the account may read; of any other nothing happens. */
    public void report(UUID conversationId, UUID accountId, long seq) {
        String path = "/internal/conversations/%s/sealed/%d/readers/%s".formatted(conversationId, seq, accountId);
        calls.get(calls.services().chatUrl(), path)
                .chain(answer -> answer.statusCode() == 200
                        ? tell(conversationId, accountId, seq, answer)
                        : Uni.createFrom().voidItem())
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private Uni<Void> tell(UUID conversationId, UUID accountId, long seq, HttpResponse<Buffer> answer) {
        UUID sender = UUID.fromString(answer.bodyAsJsonObject().getString("senderId"));
        ServerFrame frame = new ServerFrame.Screenshot(conversationId, accountId, seq);
        return records.send(DeliveryRecords.toRecord(Delivery.frame(conversationId, List.of(sender), frame)));
    }
}
