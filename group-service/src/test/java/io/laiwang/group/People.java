package io.laiwang.group;

import static io.restassured.RestAssured.given;

import io.laiwang.contracts.AccountEvent;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Profile;
import io.laiwang.contracts.Topics;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** People of whom auth-service has told, and what they ask of this service. */
@Singleton
public class People {
    /** {@code quarkus.datasource.jdbc.max-size} */
    private static final int POOLED = 2;

    private final RecordSender records;
    private final DataSource database;

    People(RecordSender records, DataSource database) {
        this.records = records;
        this.database = database;
    }

    /** Somebody new whom this service has heard of. */
    public UUID join(String name) {
        UUID id = UUID.randomUUID();
        tell(new Profile(id, handle(id), name, null), 1);
        Awaitility.await().until(() -> count("select count(*) from profile where account_id = '" + id + "'") == 1);
        return id;
    }

    void tell(Profile profile, long version) {
        tell(new AccountEvent.ProfileChanged(profile.id(), profile, null, version));
    }

    /** Its QR card has another code; returns when it is known here. */
    void showCode(UUID id, String code, long version) {
        tell(new AccountEvent.ProfileChanged(id, new Profile(id, handle(id), "Somebody", null), code, version));
        Awaitility.await().until(() -> count("select count(*) from profile where qr_code = '" + code + "'") == 1);
    }

    void tell(AccountEvent event) {
        records.send(new ProducerRecord<>(
                        Topics.ACCOUNT_EVENTS, event.accountId().toString(), Json.bytes(event)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    public static String handle(UUID id) {
        return "a" + id.toString().substring(0, 8);
    }

    /** As many contacts of somebody, put into the database because one by one would take long. */
    List<UUID> crowdOfContacts(UUID owner, int count) {
        List<UUID> crowd = Stream.generate(UUID::randomUUID).limit(count).toList();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (UUID id : crowd) {
                statement.addBatch("insert into profile (account_id, handle, display_name, version) values ('" + id
                        + "', '" + handle(id) + "', 'One of many', 1)");
                statement.addBatch("insert into contact (owner_id, account_id, conversation_id, since) values ('"
                        + owner + "', '" + id + "', gen_random_uuid(), now())");
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return crowd;
    }

    public void change(String statement) {
        try (Connection connection = database.getConnection();
                Statement change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String query) {
        return Long.parseLong(text(query));
    }

    /** Again where a database that was killed has left a connection in the pool. */
    String text(String query) {
        for (int left = 0; ; left++) {
            try {
                return read(query);
            } catch (SQLException e) {
                if (left == POOLED) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private String read(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    public static RequestSpecification as(UUID account) {
        return given().header("Authorization", "Bearer " + TestTokens.of(account))
                .contentType(ContentType.JSON);
    }

    static Response ask(UUID from, UUID to) {
        return as(from).body(Map.of("accountId", to)).post("/v1/contact-requests");
    }

    /** Each asks the other; gives their conversation. */
    public static String befriend(UUID a, UUID b) {
        ask(a, b).then().statusCode(201);
        ask(b, a).then().statusCode(201);
        return as(a).get("/v1/contacts").path("items.find { it.account.id == '%s' }.conversationId".formatted(b));
    }

    static Response group(UUID owner, String name, UUID... memberIds) {
        return as(owner).body(Map.of("name", name, "memberIds", memberIds)).post("/v1/groups");
    }

    static <T> List<T> atOnce(int callers, IntFunction<T> call) {
        List<CompletableFuture<T>> calls = IntStream.range(0, callers)
                .<Supplier<T>>mapToObj(i -> () -> call.apply(i))
                .map(one -> CompletableFuture.supplyAsync(one, Thread::startVirtualThread))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
