package io.laiwang.media.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Filters;
import io.laiwang.media.ChatMembers;
import io.laiwang.testing.EmbeddedStack;
import io.laiwang.testing.MongodRequired;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MongodRequired.class)
@QuarkusTest
@WithTestResource(
        value = EmbeddedStack.class,
        initArgs = {@ResourceArg(name = "database", value = "media"), @ResourceArg(name = "store", value = "mongodb")})
@WithTestResource(ChatMembers.class)
class MongoBlobsTest extends BlobStoreContract {
    /** Only of the store that is open. */
    @Inject
    Instance<ReactiveMongoClient> client;

    private ReactiveMongoDatabase database;
    private MongoBlobs blobs;

    @BeforeEach
    void open() {
        database = client.get().getDatabase("blobs_of_a_test");
        blobs = new MongoBlobs(database, Clock.systemUTC());
    }

    @Override
    BlobStore blobs() {
        return blobs;
    }

    @Test
    void leavesNoChunkOfAWriteThatFailedOrWasReplaced() {
        long before = chunks();
        keepsNothingOfAStreamThatFails();
        assertEquals(before + 1, chunks());
    }

    private long chunks() {
        return database.getCollection("blobs.chunks")
                .countDocuments(Filters.empty())
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
