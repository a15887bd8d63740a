package io.laiwang.chat.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.kit.erasure.ErasureReports;
import io.laiwang.kit.kafka.Events;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Accounts that are erased. Nothing is kept here under an account but its places in conversations, and those group-service
 * ends through the log; its messages stay with the conversations. So there is only the report to make.
 */
@Singleton
public class AccountEvents {
    private final ErasureReports reports;

    AccountEvents(ErasureReports reports) {
        this.reports = reports;
    }

    @Incoming("account-events")
    Uni<Void> take(byte[] record) {
        return Events.take(record, AccountEvent.class, this::apply);
    }

    private Uni<Void> apply(AccountEvent event) {
        return switch (event) {
            case AccountEvent.ProfileChanged _, AccountEvent.SessionEnded _ ->
                Uni.createFrom().voidItem();
            case AccountEvent.AccountErased erased ->
                reports.after(Uni.createFrom().voidItem(), erased.accountId());
        };
    }
}
