package io.laiwang.stack.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.util.List;
import org.bson.Document;

/** Makes a mongod a replica set of one, once, and waits until it takes writes. */
final class ReplicaSet {
    private static final int ALREADY_INITIALIZED = 23;
    private static final long WRITABLE_WITHIN_MILLIS = 30_000;

    private ReplicaSet() {}

    static void initiate(int port) throws IOException, InterruptedException {
        try (MongoClient client =
                MongoClients.create("mongodb://127.0.0.1:%d/?directConnection=true".formatted(port))) {
            MongoDatabase admin = client.getDatabase("admin");
            configure(admin, port);
            long deadline = System.currentTimeMillis() + WRITABLE_WITHIN_MILLIS;
            while (!admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false)) {
                if (System.currentTimeMillis() > deadline) {
                    throw new IOException("mongod takes no writes after 30 s");
                }
                Thread.sleep(20);
            }
        }
    }

    /** The port is another at each start, so the set is told where its one member is now. */
    private static void configure(MongoDatabase admin, int port) {
        Document member = new Document("_id", 0).append("host", "127.0.0.1:" + port);
        Document config = new Document("_id", "rs0").append("members", List.of(member));
        try {
            admin.runCommand(new Document("replSetInitiate", config));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ALREADY_INITIALIZED) {
                throw e;
            }
            Document current =
                    admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
            current.put("version", current.getInteger("version") + 1);
            current.put("members", List.of(member));
            admin.runCommand(new Document("replSetReconfig", current).append("force", true));
        }
    }
}
