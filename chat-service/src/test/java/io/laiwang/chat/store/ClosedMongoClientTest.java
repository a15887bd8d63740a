package io.laiwang.chat.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.reactivestreams.client.MongoClients;
import io.laiwang.kit.problem.Outages;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClosedMongoClientTest {
    /** Else what a process has in hand when it stops would go to the dead letters. */
    @Test
    void whatMeetsAStoppingProcessWaitsForTheNextOne() {
        ReactiveMongoClient client =
                new ReactiveMongoClientImpl(MongoClients.create(MongodServer.settings("mongodb://localhost:1")));
        MessageStore store = new MongoMessageStore(client.getDatabase("closed"));
        client.close();

        Exception failure =
                assertThrows(Exception.class, () -> Stored.get(store.conversations(List.of(UUID.randomUUID()))));

        assertTrue(Outages.isOutage(failure), failure.toString());
    }
}
