package io.laiwang.chat.history;

import io.laiwang.contracts.Message;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For auth-service: the messages that belong into the export of an account. */
@Path("/internal/accounts/{accountId}/messages")
class OwnMessageResource {
    private final OwnMessages messages;

    OwnMessageResource(OwnMessages messages) {
        this.messages = messages;
    }

    @GET
    @Operation(hidden = true)
    public Uni<Page<Message>> list(@PathParam("accountId") String accountId, @RestQuery @Nullable String cursor) {
        return messages.page(Ids.inPath(accountId), cursor);
    }
}
