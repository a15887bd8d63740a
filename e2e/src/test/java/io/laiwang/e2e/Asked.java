package io.laiwang.e2e;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;

/** What the stores give back when they are asked for everything: in their files it may be compressed. */
final class Asked {
    private static final List<Service> WITH_TABLES =
            List.of(Service.AUTH_SERVICE, Service.GROUP_SERVICE, Service.CHAT_SERVICE, Service.MEDIA_SERVICE);
    private static final String TABLES =
            "select quote_ident(table_name) from information_schema.tables where table_schema = 'public'";

    private final Stack stack;
    private final boolean onMongo;

    Asked(Stack stack, boolean onMongo) {
        this.stack = stack;
        this.onMongo = onMongo;
    }

    /**
     * A content that isn't over, as its store has it.
     *
     * @param bound what its key is good for
     */
    @SuppressWarnings("ArrayRecordComponent")
    record SealedRow(byte[] bound, byte[] content, byte[] wrappedKey, String keyId) {}

    /** Every row of every table, every document of every collection, the log of replication included. */
    void search(Search search) throws IOException, SQLException {
        for (Service service : WITH_TABLES) {
            try (Connection database = database(service)) {
                for (String table : strings(database, TABLES)) {
                    String place = "asked/%s/%s".formatted(service.id(), table);
                    // bytes come as hex
                    for (String row : strings(database, "select t::text from %s t".formatted(table))) {
                        search.look(place, row.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
        if (onMongo) {
            try (MongoClient mongo = mongo()) {
                mongo.listDatabaseNames().forEach(name -> search(mongo.getDatabase(name), search));
            }
        }
    }

    private static void search(MongoDatabase database, Search search) {
        for (String collection : database.listCollectionNames()) {
            String place = "asked/%s/%s".formatted(database.getName(), collection);
            for (RawBsonDocument document :
                    database.getCollection(collection, RawBsonDocument.class).find()) {
                search.look(place, bytes(document.getByteBuffer().asNIO()));
            }
        }
    }

    /** So that no row that is gone lies in a page any more. */
    void vacuum() throws IOException, SQLException {
        for (Service service : WITH_TABLES) {
            try (Connection database = database(service);
                    Statement statement = database.createStatement()) {
                statement.execute("vacuum full");
            }
        }
    }

    List<SealedRow> sealed() throws IOException, SQLException {
        List<SealedRow> rows = new ArrayList<>();
        if (onMongo) {
            try (MongoClient mongo = mongo()) {
                mongo.getDatabase("laiwang_chat")
                        .getCollection("sealed")
                        .find()
                        .forEach(row -> rows.add(new SealedRow(
                                row.get("_id", Binary.class).getData(),
                                row.get("content", Binary.class).getData(),
                                row.get("wrappedKey", Binary.class).getData(),
                                row.getString("keyId"))));
            }
            return rows;
        }
        try (Connection database = database(Service.CHAT_SERVICE);
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("select conversation_id, sender_id, message_id, content,"
                        + " wrapped_key, key_id from sealed where content is not null")) {
            while (found.next()) {
                ByteBuffer bound = ByteBuffer.allocate(48);
                for (int column = 1; column <= 3; column++) {
                    UUID id = found.getObject(column, UUID.class);
                    bound.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
                }
                rows.add(new SealedRow(bound.array(), found.getBytes(4), found.getBytes(5), found.getString(6)));
            }
        }
        return rows;
    }

    private MongoClient mongo() throws IOException {
        Map<String, String> environment = stack.environment(Service.CHAT_SERVICE);
        return MongoClients.create(Objects.requireNonNull(environment.get("LAIWANG_MONGODB_URL")));
    }

    private Connection database(Service service) throws IOException, SQLException {
        return database(stack, service);
    }

    static Connection database(Stack stack, Service service) throws IOException, SQLException {
        Map<String, String> environment = stack.environment(service);
        return DriverManager.getConnection(
                "jdbc:" + environment.get("LAIWANG_POSTGRES_URL"),
                environment.get("LAIWANG_POSTGRES_USER"),
                environment.get("LAIWANG_POSTGRES_PASSWORD"));
    }

    private static List<String> strings(Connection database, String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                strings.add(found.getString(1));
            }
        }
        return strings;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
