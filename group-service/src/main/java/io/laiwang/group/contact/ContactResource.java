package io.laiwang.group.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Contact;
import io.laiwang.contracts.ContactRequest;
import io.laiwang.contracts.Problem;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.rest.Cursors;
import io.laiwang.kit.rest.Page;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1")
class ContactResource {
    private final ContactRequests requests;
    private final Contacts contacts;
    private final Cursors cursors;
    private final Caller caller;

    ContactResource(ContactRequests requests, Contacts contacts, Cursors cursors, Caller caller) {
        this.requests = requests;
        this.contacts = contacts;
        this.cursors = cursors;
        this.caller = caller;
    }

    /** Either an account or the code of its QR card. */
    record Ask(
            @Nullable UUID accountId,
            @Nullable String code,
            @Nullable String message) {}

    @POST
    @Path("/contact-requests")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ContactRequest.class)))
    public Uni<Response> ask(@Nullable Ask body) {
        Ask ask = Checks.body(body);
        new Checks()
                .check("accountId", ask.accountId() != null || ask.code() != null, "is missing, and so is code")
                .check("code", ask.accountId() == null || ask.code() == null, "can't be combined with accountId")
                .optionalText("code", ask.code(), 0, Integer.MAX_VALUE)
                .optionalText("message", ask.message(), 0, 200)
                .orRefuse();
        UUID from = caller.accountId();
        String code = ask.code();
        return (code == null
                        ? requests.ask(from, Objects.requireNonNull(ask.accountId()), ask.message())
                        : requests.askByCode(from, code, ask.message()))
                .map(asked -> Response.status(asked.isNew() ? 201 : 200)
                        .entity(asked.request())
                        .build());
    }

    @GET
    @Path("/contact-requests")
    public Uni<Page<ContactRequest>> pending(
            @RestQuery @Nullable String direction,
            @RestQuery @Nullable String cursor,
            @RestQuery @Nullable String limit) {
        if (!"incoming".equals(direction) && !"outgoing".equals(direction)) {
            throw new Refused(Problem.invalid("direction", "must be incoming or outgoing"));
        }
        int max = PageLimit.of(limit);
        return requests.pending(caller.accountId(), "incoming".equals(direction), cursors.openId(cursor), max + 1)
                .map(found -> cursors.page(found, max, request -> request.id().toString()));
    }

    @POST
    @Path("/contact-requests/{id}/accept")
    public Uni<Contact> accept(@PathParam("id") String id) {
        return requests.accept(caller.accountId(), Ids.inPath(id));
    }

    @POST
    @Path("/contact-requests/{id}/decline")
    public Uni<Void> decline(@PathParam("id") String id) {
        return requests.decline(caller.accountId(), Ids.inPath(id));
    }

    @GET
    @Path("/contacts")
    public Uni<Page<Contact>> list(@RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        int max = PageLimit.of(limit);
        return contacts.list(caller.accountId(), cursors.openId(cursor), max + 1)
                .map(found -> cursors.page(
                        found, max, contact -> contact.account().id().toString()));
    }

    /** {@code alias} may be absent, which changes nothing, or null, which clears it. */
    @PATCH
    @Path("/contacts/{accountId}")
    public Uni<Contact> rename(@PathParam("accountId") String accountId, @Nullable JsonNode body) {
        JsonNode patch = Checks.body(body);
        JsonNode alias = patch.path("alias");
        boolean absent = alias.isMissingNode();
        new Checks()
                .check("body", patch.isObject(), "is not a JSON object")
                .check("alias", absent || alias.isTextual() || alias.isNull(), "must be a text or null")
                .optionalText("alias", alias.textValue(), 1, 64)
                .line("alias", alias.textValue())
                .orRefuse();
        UUID owner = caller.accountId();
        UUID account = Ids.inPath(accountId);
        return absent ? contacts.get(owner, account) : contacts.rename(owner, account, alias.textValue());
    }

    @DELETE
    @Path("/contacts/{accountId}")
    public Uni<Void> remove(@PathParam("accountId") String accountId) {
        return contacts.remove(caller.accountId(), Ids.inPath(accountId));
    }
}
