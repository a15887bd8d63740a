package io.laiwang.group.account;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.group.contact.ContactErasure;
import io.laiwang.group.directory.Directory;
import io.laiwang.group.member.MembershipErasure;
import io.laiwang.kit.erasure.ErasureReports;
import io.laiwang.kit.kafka.Events;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns of names, by version, and of accounts that are to be forgotten. Reading a record again does no harm. */
@Singleton
public class AccountEvents {
    private final Directory directory;
    private final ContactErasure contacts;
    private final MembershipErasure memberships;
    private final ErasureReports reports;

    AccountEvents(Directory directory, ContactErasure contacts, MembershipErasure memberships, ErasureReports reports) {
        this.directory = directory;
        this.contacts = contacts;
        this.memberships = memberships;
        this.reports = reports;
    }

    /** A store that is down holds the topic up; nothing is passed over. */
    @Incoming("account-events")
    Uni<Void> take(byte[] record) {
        return Events.take(record, AccountEvent.class, this::apply);
    }

    Uni<Void> apply(AccountEvent event) {
        return switch (event) {
            case AccountEvent.ProfileChanged changed ->
                Events.untilDone(directory.learn(changed), "the profile of account " + changed.accountId());
            case AccountEvent.SessionEnded _ -> Uni.createFrom().voidItem();
            case AccountEvent.AccountErased erased -> reports.after(erase(erased), erased.accountId());
        };
    }

    /** Out of the directory first: whom it doesn't know nobody can ask, block or add any more. */
    private Uni<Void> erase(AccountEvent.AccountErased erased) {
        return directory
                .forget(erased)
                .chain(() -> contacts.erase(erased.accountId()))
                .chain(() -> memberships.erase(erased.accountId()));
    }
}
