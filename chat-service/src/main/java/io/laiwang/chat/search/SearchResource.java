package io.laiwang.chat.search;

import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/messages/search")
class SearchResource {
    private static final int MAX_QUERY = 200;

    private final Search search;
    private final Cursors cursors;
    private final Caller caller;

    SearchResource(Search search, Cursors cursors, Caller caller) {
        this.search = search;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** Messages with all the words of {@code q}, newest first; a page that is short may still have a next one. */
    @GET
    public Uni<Page<Message>> find(
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String conversationId,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        new Checks().text("q", q, 1, MAX_QUERY).orRefuse();
        UUID conversation = conversationId == null
                ? null
                : Ids.parse(conversationId)
                        .orElseThrow(() -> new Refused(Problem.invalid("conversationId", "is not a UUID")));
        String position = cursors.open("cursor", cursor);
        Place before = position == null ? null : place(position);
        return search.find(caller.accountId(), String.valueOf(q), conversation, before, PageLimit.of(limit))
                .map(found -> new Page<>(
                        found.messages(), found.last() == null ? null : cursors.seal(position(found.last()))));
    }

    private static String position(Place place) {
        return "found %s %s %d".formatted(place.sentAt(), place.conversationId(), place.seq());
    }

    private static Place place(String position) {
        String[] parts = position.split(" ", -1);
        if (parts.length != 4 || !parts[0].equals("found")) {
            throw Cursors.foreign("cursor");
        }
        return new Place(Instant.parse(parts[1]), UUID.fromString(parts[2]), Long.parseLong(parts[3]));
    }
}
