package io.laiwang.media.access;

import io.laiwang.contracts.MediaEvent;
import io.laiwang.kit.kafka.Events;
import io.laiwang.media.medium.References;
import io.laiwang.media.medium.Share;
import io.laiwang.media.use.Uses;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns where media were shared and where no longer. Idempotent by (medium, conversation, seq). */
@Singleton
public class Shares {
    private final References references;
    private final Uses uses;

    Shares(References references, Uses uses) {
        this.references = references;
        this.uses = uses;
    }

    /** A store that is down holds the topic up; nothing is passed over. */
    @Incoming("media-events")
    Uni<Void> take(byte[] record) {
        return Events.take(
                record,
                MediaEvent.class,
                event -> Events.untilDone(apply(event), "a share of medium " + event.mediaId()));
    }

    private Uni<Void> apply(MediaEvent event) {
        return switch (event) {
            case MediaEvent.Shared shared ->
                references
                        .share(shared.mediaId(), new Share(shared.conversationId(), shared.seq()))
                        .chain(() -> uses.shared(shared.mediaId(), shared.conversationId()));
            case MediaEvent.Withdrawn withdrawn ->
                references.withdraw(withdrawn.mediaId(), new Share(withdrawn.conversationId(), withdrawn.seq()));
        };
    }
}
