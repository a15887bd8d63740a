package io.laiwang.media.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.kit.erasure.ErasureReports;
import io.laiwang.kit.kafka.Events;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns of avatars, by version, and of accounts that are to be forgotten. Reading a record again does no harm. */
@Singleton
public class AccountEvents {
    private final AccountAvatars avatars;
    private final OwnMedia media;
    private final ErasureReports reports;

    AccountEvents(AccountAvatars avatars, OwnMedia media, ErasureReports reports) {
        this.avatars = avatars;
        this.media = media;
        this.reports = reports;
    }

    /** A store that is down holds the topic up; nothing is passed over. */
    @Incoming("account-events")
    Uni<Void> take(byte[] record) {
        return Events.take(record, AccountEvent.class, this::apply);
    }

    private Uni<Void> apply(AccountEvent event) {
        return switch (event) {
            case AccountEvent.ProfileChanged changed ->
                Events.untilDone(
                        avatars.set(changed.accountId(), changed.profile().avatarMediaId(), changed.version()),
                        "the avatar of account " + changed.accountId());
            case AccountEvent.SessionEnded _ -> Uni.createFrom().voidItem();
            case AccountEvent.AccountErased erased ->
                reports.after(
                        media.eraseAll(erased.accountId()).chain(() -> avatars.forget(erased.accountId())),
                        erased.accountId());
        };
    }
}
