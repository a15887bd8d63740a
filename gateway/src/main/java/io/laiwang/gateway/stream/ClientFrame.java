package io.laiwang.gateway.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.draft.DraftReader;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a client, its form not checked yet.
 *
 * @param givenRef what the answer repeats, if the client gave one that can be repeated
 */
public record ClientFrame(
        Stream stream, JsonNode body, @Nullable String givenRef) {
    public String type() {
        return body.path("type").asText();
    }

    public UUID accountId() {
        return stream.identity().accountId();
    }

    /** Of what is answered. */
    public String ref() {
        if (givenRef == null) {
            throw new Refused(Problem.invalid("ref", "must be a text of at most 200 characters"));
        }
        return givenRef;
    }

    public UUID id(String field) {
        return DraftReader.id(body, field);
    }

    public void fail(Throwable failure) {
        stream.send(new ServerFrame.Failure(givenRef, Problems.ofFailure(failure)));
    }
}
