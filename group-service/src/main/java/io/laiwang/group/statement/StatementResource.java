package io.laiwang.group.statement;

import io.laiwang.group.contact.Contacts;
import io.laiwang.group.group.Groups;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * For operators: mends a conversation of which chat-service has lost who is in, because an event couldn't be handled or
 * a backup is older. Saying it once too often changes nothing.
 */
@Path("/internal/conversations/{id}/statement")
class StatementResource {
    private final Groups groups;
    private final Contacts contacts;

    StatementResource(Groups groups, Contacts contacts) {
        this.groups = groups;
        this.contacts = contacts;
    }

    /**
     * Puts on the conversation's log who is in and as what: 204. One of a group that was dissolved is a 404 like an
     * unknown one: it is closed for good.
     */
    @POST
    @Operation(hidden = true)
    public Uni<Void> state(@PathParam("id") String id) {
        UUID conversation = Ids.inPath(id);
        return groups.state(conversation)
                .chain(stated -> stated ? Uni.createFrom().item(true) : contacts.state(conversation))
                .invoke(StatementResource::refuseUnless)
                .replaceWithVoid();
    }

    private static void refuseUnless(boolean stated) {
        if (!stated) {
            throw Refused.notFound();
        }
    }
}
