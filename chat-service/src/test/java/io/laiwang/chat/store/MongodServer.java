package io.laiwang.chat.store;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.reactivestreams.client.MongoClients;
import io.laiwang.chat.sealed.MongoSealedStore;
import io.laiwang.chat.sealed.SealedStore;
import io.laiwang.chat.search.MongoSearchStore;
import io.laiwang.chat.search.SearchStore;
import io.laiwang.stack.mongodb.MongoServer;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;

/** A mongod as a replica set of one. */
public final class MongodServer implements StoreServer {
    private final Path folder;
    private MongoServer server;
    private ReactiveMongoClient client;

    public MongodServer(Path folder) throws Exception {
        this.folder = folder;
        startAgain();
    }

    @Override
    public MessageStore messages(Faults faults) {
        // between the writes of a batch too, which are no transaction here
        return new MongoMessageStore(faults.in(ReactiveMongoDatabase.class, database()));
    }

    @Override
    public HistoryStore history() {
        return new MongoHistoryStore(database());
    }

    @Override
    public SearchStore search() {
        return new MongoSearchStore(database());
    }

    @Override
    public SealedStore sealed() {
        return new MongoSealedStore(database());
    }

    @Override
    public void kill9() {
        server.process().process().orElseThrow().destroyForcibly();
    }

    @Override
    public void startAgain() throws Exception {
        if (server != null) {
            close();
        }
        server = MongoServer.start(folder.resolve("data"), folder.resolve("mongodb.log"));
        client = new ReactiveMongoClientImpl(MongoClients.create(settings(server.url())));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }

    /** As application.properties has them. */
    static MongoClientSettings settings(String url) {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .writeConcern(MongoCollections.DURABLE)
                .readConcern(ReadConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(3, TimeUnit.SECONDS))
                .build();
    }

    private ReactiveMongoDatabase database() {
        return client.getDatabase("laiwang_chat");
    }
}
