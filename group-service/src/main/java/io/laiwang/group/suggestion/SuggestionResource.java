package io.laiwang.group.suggestion;

import io.laiwang.group.suggestion.Suggestions.Position;
import io.laiwang.group.suggestion.Suggestions.Suggestion;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/contacts/suggestions")
class SuggestionResource {
    private static final Pattern POSITION = Pattern.compile("([0-9]{1,9}) (\\S+)");

    private final Suggestions suggestions;
    private final Cursors cursors;
    private final Caller caller;

    SuggestionResource(Suggestions suggestions, Cursors cursors, Caller caller) {
        this.suggestions = suggestions;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** Who has most contacts in common with the caller comes first. */
    @GET
    public Uni<Page<Suggestion>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        return suggestions
                .list(caller.accountId(), position(cursor), max + 1)
                .map(found -> cursors.page(
                        found, max, s -> s.mutualCount() + " " + s.account().id()));
    }

    private @Nullable Position position(@Nullable String cursor) {
        String position = cursors.open("cursor", cursor);
        if (position == null) {
            return null;
        }
        Matcher parts = POSITION.matcher(position);
        if (!parts.matches()) {
            throw Cursors.foreign("cursor");
        }
        return new Position(
                Long.parseLong(parts.group(1)), Ids.parse(parts.group(2)).orElseThrow(() -> Cursors.foreign("cursor")));
    }
}
