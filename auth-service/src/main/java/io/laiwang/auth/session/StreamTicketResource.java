package io.laiwang.auth.session;

import io.laiwang.kit.input.Checks;
import io.laiwang.kit.token.Caller;
import io.laiwang.kit.token.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/")
class StreamTicketResource {
    private final StreamTickets tickets;
    private final Caller caller;

    StreamTicketResource(StreamTickets tickets, Caller caller) {
        this.tickets = tickets;
        this.caller = caller;
    }

    record Redeem(@Nullable String ticket) {}

    @POST
    @Path("/v1/stream-tickets")
    @ResponseStatus(201)
    public Uni<StreamTickets.Ticket> issue() {
        return tickets.issue(new Identity(caller.accountId(), caller.sessionId()));
    }

    /** For gateways: whom a ticket stands for, once. */
    @POST
    @Path("/internal/stream-tickets/redeem")
    @Operation(hidden = true)
    public Uni<Identity> redeem(@Nullable Redeem body) {
        String ticket = Checks.body(body).ticket();
        new Checks().text("ticket", ticket, 1, 200).orRefuse();
        return tickets.redeem(String.valueOf(ticket));
    }
}
