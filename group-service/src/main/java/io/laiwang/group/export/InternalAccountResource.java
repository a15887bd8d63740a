package io.laiwang.group.export;

import io.laiwang.contracts.Contact;
import io.laiwang.group.contact.Blocks;
import io.laiwang.group.contact.Contacts;
import io.laiwang.group.group.Group;
import io.laiwang.group.group.Groups;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** For auth-service: what belongs into the export of an account, page by page. */
@Path("/internal/accounts/{id}")
class InternalAccountResource {
    private static final int PAGE = 100;

    private final Contacts contacts;
    private final Blocks blocks;
    private final Groups groups;
    private final Cursors cursors;

    InternalAccountResource(Contacts contacts, Blocks blocks, Groups groups, Cursors cursors) {
        this.contacts = contacts;
        this.blocks = blocks;
        this.groups = groups;
        this.cursors = cursors;
    }

    @GET
    @Path("/contacts")
    @Operation(hidden = true)
    public Uni<Page<Contact>> contacts(@PathParam("id") String id, @RestQuery @Nullable String cursor) {
        return contacts.list(Ids.inPath(id), cursors.openId(cursor), PAGE + 1)
                .map(found -> cursors.page(
                        found, PAGE, contact -> contact.account().id().toString()));
    }

    @GET
    @Path("/blocks")
    @Operation(hidden = true)
    public Uni<Page<Blocks.Blocked>> blocks(@PathParam("id") String id, @RestQuery @Nullable String cursor) {
        return blocks.list(Ids.inPath(id), cursors.openId(cursor), PAGE + 1)
                .map(found -> cursors.page(
                        found, PAGE, blocked -> blocked.account().id().toString()));
    }

    @GET
    @Path("/groups")
    @Operation(hidden = true)
    public Uni<Page<Group>> groups(@PathParam("id") String id, @RestQuery @Nullable String cursor) {
        return groups.list(Ids.inPath(id), cursors.openId(cursor), PAGE + 1)
                .map(found -> cursors.page(found.stream().map(Group::of).toList(), PAGE, group -> group.id()
                        .toString()));
    }
}
