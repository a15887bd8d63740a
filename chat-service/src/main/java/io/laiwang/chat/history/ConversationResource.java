package io.laiwang.chat.history;

import io.laiwang.contracts.ConversationMembers;
import io.laiwang.contracts.Message;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ReadableRange;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.rest.PageLimit;
import io.laiwang.kit.rest.PageLimit.Query;
import io.laiwang.kit.token.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/")
class ConversationResource {
    private static final int MAX_MESSAGES = 500;

    private final Conversations conversations;
    private final History history;
    private final Members members;
    private final Caller caller;

    ConversationResource(Conversations conversations, History history, Members members, Caller caller) {
        this.conversations = conversations;
        this.history = history;
        this.members = members;
        this.caller = caller;
    }

    @GET
    @Path("/v1/conversations")
    public Uni<Conversations.Items> list(
            @RestQuery @Nullable String since, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit) {
        return conversations.list(caller.accountId(), since, cursor, PageLimit.of(limit));
    }

    /** A page by {@code afterSeq} or {@code beforeSeq}, or a sync by {@code afterRev}; the newest without any. */
    @GET
    @Path("/v1/conversations/{id}/messages")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(oneOf = {History.Page.class, History.Changes.class})))
    public Uni<? extends Record> messages(
            @PathParam("id") String id,
            @RestQuery @Nullable String afterSeq,
            @RestQuery @Nullable String beforeSeq,
            @RestQuery @Nullable String afterRev,
            @RestQuery @Nullable String limit) {
        if (Stream.of(afterSeq, beforeSeq, afterRev)
                        .filter(bound -> bound != null)
                        .count()
                > 1) {
            throw new Refused(Problem.invalid("afterSeq", "can't be combined with another bound"));
        }
        int max = PageLimit.of(limit, MAX_MESSAGES);
        var conversation = Ids.inPath(id);
        if (afterRev != null) {
            long rev = Query.number("afterRev", afterRev, 0, Long.MAX_VALUE);
            return history.changes(conversation, caller.accountId(), rev, max);
        }
        if (afterSeq != null) {
            long seq = Query.number("afterSeq", afterSeq, 0, Long.MAX_VALUE - 1);
            return history.after(conversation, caller.accountId(), seq, max);
        }
        long seq = beforeSeq == null ? Long.MAX_VALUE : Query.number("beforeSeq", beforeSeq, 1, Long.MAX_VALUE);
        return history.before(conversation, caller.accountId(), seq, max);
    }

    @GET
    @Path("/v1/conversations/{id}/messages/{seq}")
    public Uni<Message> message(@PathParam("id") String id, @PathParam("seq") String seq) {
        long number = seq.matches("[1-9][0-9]{0,17}") ? Long.parseLong(seq) : 0;
        return history.one(Ids.inPath(id), caller.accountId(), number);
    }

    /** For the gateway: to whom typing and live boards are passed on. */
    @GET
    @Path("/internal/conversations/{id}/members")
    @Operation(hidden = true)
    public Uni<ConversationMembers> members(@PathParam("id") String id) {
        return members.of(Ids.inPath(id));
    }

    /** For media-service: what an account may read. */
    @GET
    @Path("/internal/conversations/{id}/members/{accountId}")
    @Operation(hidden = true)
    public Uni<ReadableRange> range(@PathParam("id") String id, @PathParam("accountId") String accountId) {
        return history.range(Ids.inPath(id), Ids.inPath(accountId));
    }
}
