package io.laiwang.chat.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.MongoCommandException;
import com.mongodb.ServerAddress;
import io.laiwang.kit.problem.Outages;
import io.vertx.pgclient.PgException;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says of itself passes; what it says of a statement doesn't, whatever that quotes. */
class OutagesTest {
    @ParameterizedTest
    @CsvSource({
        "cannot execute INSERT in a read-only transaction, 25006, true",
        "password authentication failed, 28P01, true",
        "canceling statement due to statement timeout, 57014, true",
        "canceling statement due to lock timeout, 55P03, true",
        "could not extend file, 53100, true",
        "could not read block, 58030, true",
        "deadlock detected, 40P01, true",
        "duplicate key value violates unique constraint, 23505, false",
        "invalid input syntax for type uuid: (28P01), 22P02, false",
        "invalid byte sequence (57014), 22021, false"
    })
    void ofPostgres(String message, String code, boolean passes) {
        assertEquals(passes, Outages.isOutage(new PgException(message, "ERROR", code, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "13, Unauthorized, true",
        "18, AuthenticationFailed, true",
        "14031, OutOfDiskSpace, true",
        "8000, AtlasError, true",
        "50, MaxTimeMSExpired, true",
        "11000, DuplicateKey, false",
        "2, BadValue, false"
    })
    void ofMongo(int code, String name, boolean passes) {
        BsonDocument response = BsonDocument.parse(
                "{ok: 0, code: %d, codeName: '%s', errmsg: 'with error 13 (Unauthorized)'}".formatted(code, name));

        assertEquals(passes, Outages.isOutage(new MongoCommandException(response, new ServerAddress("mongo"))));
    }
}
