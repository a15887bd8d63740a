package io.laiwang.media.access;

import io.laiwang.contracts.Json;
import io.laiwang.contracts.MediaEvent;
import io.laiwang.media.medium.MediaStore;
import io.laiwang.media.medium.Share;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns where media were shared. Idempotent by (medium, conversation, seq). */
@Singleton
public class Shares {
    private final MediaStore store;

    Shares(MediaStore store) {
        this.store = store;
    }

    /** A store that is down holds the topic up; nothing is passed over. */
    @Incoming("media-events")
    Uni<Void> apply(byte[] record) {
        return switch (Json.read(record, MediaEvent.class)) {
            case MediaEvent.Shared shared ->
                store.share(shared.mediaId(), new Share(shared.conversationId(), shared.seq()))
                        .onFailure()
                        .retry()
                        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                        .indefinitely();
        };
    }
}
