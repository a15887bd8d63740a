package io.laiwang.gateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Content;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.gateway.command.Commands;
import io.laiwang.gateway.draft.Draft;
import io.laiwang.gateway.draft.DraftReader;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.receipt.Receipts;
import io.laiwang.gateway.session.EndedSessions;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.Caller;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes to a conversation by REST: the same commands on the same log as those of the stream. */
@Path("/v1/conversations/{id}")
class MessageResource {
    private final Commands commands;
    private final Receipts receipts;
    private final Sends sends;
    private final RateLimits limits;
    private final EndedSessions ended;
    private final Caller caller;

    MessageResource(
            Commands commands, Receipts receipts, Sends sends, RateLimits limits, EndedSessions ended, Caller caller) {
        this.commands = commands;
        this.receipts = receipts;
        this.sends = sends;
        this.limits = limits;
        this.ended = ended;
        this.caller = caller;
    }

    @RegisterForReflection
    record Sent(UUID conversationId, UUID id, long seq, long rev, Instant sentAt) {}

    @POST
    @Path("/messages")
    public Uni<Response> send(@PathParam("id") String id, @Nullable JsonNode body) {
        UUID conversation = Ids.inPath(id);
        UUID account = admitted(RateLimits.Limit.MESSAGES);
        Draft draft = DraftReader.read(Checks.body(body));
        return sends.prepare(conversation, account, draft)
                .chain(ready -> sends.send(null, ready))
                .map(MessageResource::response)
                .onFailure(TimeoutException.class)
                .recoverWithItem(
                        late -> Response.accepted(Map.of("id", draft.id())).build());
    }

    @PUT
    @Path("/read")
    public Uni<Response> read(@PathParam("id") String id, @Nullable JsonNode body) {
        UUID conversation = Ids.inPath(id);
        UUID account = admitted(RateLimits.Limit.CALLS);
        return receipts.read(conversation, account, DraftReader.seq(Checks.body(body)), null)
                .map(MessageResource::response);
    }

    @POST
    @Path("/messages/{seq}/recall")
    public Uni<Response> recall(@PathParam("id") String id, @PathParam("seq") String seq) {
        UUID conversation = Ids.inPath(id);
        long message = seqInPath(seq);
        UUID account = admitted(RateLimits.Limit.CALLS);
        return ask(reply -> new Command.Recall(conversation, account, message, reply));
    }

    @PATCH
    @Path("/messages/{seq}")
    public Uni<Response> edit(@PathParam("id") String id, @PathParam("seq") String seq, @Nullable JsonNode body) {
        UUID conversation = Ids.inPath(id);
        long message = seqInPath(seq);
        UUID account = admitted(RateLimits.Limit.MESSAGES);
        Content content = DraftReader.edited(Checks.body(body));
        return ask(reply -> new Command.Edit(conversation, account, message, content, reply));
    }

    @PUT
    @Path("/messages/{seq}/reactions/{emoji}")
    public Uni<Response> react(
            @PathParam("id") String id, @PathParam("seq") String seq, @PathParam("emoji") String emoji) {
        return react(id, seq, emoji, true);
    }

    @DELETE
    @Path("/messages/{seq}/reactions/{emoji}")
    public Uni<Response> takeBack(
            @PathParam("id") String id, @PathParam("seq") String seq, @PathParam("emoji") String emoji) {
        return react(id, seq, emoji, false);
    }

    private Uni<Response> react(String id, String seq, String emoji, boolean on) {
        UUID conversation = Ids.inPath(id);
        long message = seqInPath(seq);
        UUID account = admitted(RateLimits.Limit.CALLS);
        String known = DraftReader.emoji(emoji);
        return ask(reply -> new Command.React(conversation, account, message, known, on, reply));
    }

    @PUT
    @Path("/settings")
    public Uni<Response> settings(@PathParam("id") String id, @Nullable JsonNode body) {
        UUID conversation = Ids.inPath(id);
        UUID account = admitted(RateLimits.Limit.CALLS);
        JsonNode given = Checks.body(body);
        Boolean pinned = DraftReader.optionalFlag(given, "pinned");
        Boolean muted = DraftReader.optionalFlag(given, "muted");
        return ask(reply -> new Command.ChangeSettings(conversation, account, pinned, muted, reply));
    }

    private Uni<Response> ask(Function<ReplyAddress, Command> command) {
        return commands.ask(null, command).map(MessageResource::response);
    }

    private static long seqInPath(String seq) {
        if (!seq.matches("[1-9][0-9]{0,17}")) {
            throw Refused.notFound();
        }
        return Long.parseLong(seq);
    }

    private UUID admitted(RateLimits.Limit limit) {
        if (ended.contains(caller.sessionId())) {
            throw new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
        }
        limits.take(limit, caller.accountId());
        return caller.accountId();
    }

    private static Response response(Answer answer) {
        return switch (answer) {
            case Answer.Sent s ->
                Response.status(s.repeated() ? 200 : 201)
                        .entity(new Sent(s.conversationId(), s.id(), s.seq(), s.rev(), s.sentAt()))
                        .build();
            case Answer.Moved _ -> Response.noContent().build();
            case Answer.Changed changed ->
                changed.message() == null
                        ? Response.noContent().build()
                        : Response.ok(changed.message()).build();
            case Answer.Refused refused -> Problems.response(refused.problem());
        };
    }
}
