package io.laiwang.gateway.keep;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.board.Boards;
import io.laiwang.gateway.board.Canvas;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.ProblemResponse;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.token.AccessTokens;
import io.laiwang.kit.token.Identity;
import io.laiwang.kit.token.InternalCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * {@code POST /v1/doodles} with a {@code boardId} in place of a drawing. The gateway has the board and media-service
 * keeps doodles, so the gateway makes the drawing and hands it on for the caller, who is signed in already. Every other
 * body passes as it came; only one so small that it can't be much of a drawing is looked into before.
 */
@Singleton
public class KeepBoard implements ProxyInterceptor {
    private static final long MOST_BYTES = 1024;
    /** Each holds a drawing of up to 4 MB as it is sent. */
    private static final int AT_ONCE = 8;

    private final Boards boards;
    private final AccessTokens tokens;
    private final InternalCalls calls;
    private final Semaphore places = new Semaphore(AT_ONCE);

    KeepBoard(Boards boards, AccessTokens tokens, InternalCalls calls) {
        this.boards = boards;
        this.tokens = tokens;
        this.calls = calls;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        long length = request.getBody() == null ? 0 : request.getBody().length();
        if (!request.getMethod().equals(HttpMethod.POST) || length <= 0 || length > MOST_BYTES) {
            return context.sendRequest();
        }
        HttpServerRequest incoming = request.proxiedRequest();
        Future<Buffer> body = incoming.body();
        incoming.resume();
        return body.compose(bytes -> {
            JsonNode asked = json(bytes);
            return asked.has("boardId") ? keep(request, asked) : passOn(context, bytes);
        });
    }

    private static Future<ProxyResponse> passOn(ProxyContext context, Buffer bytes) {
        context.request().setBody(Body.body(bytes));
        return context.sendRequest();
    }

    /** What isn't JSON names no board. */
    private static JsonNode json(Buffer bytes) {
        try {
            return Json.MAPPER.readTree(bytes.getBytes());
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }

    private Future<ProxyResponse> keep(ProxyRequest request, JsonNode asked) {
        Context caller = Vertx.currentContext();
        Promise<ProxyResponse> answer = Promise.promise();
        String token = AccessTokens.bearer(request.headers().get("Authorization"));
        tokens.verify(token)
                .chain(identity -> inPlace(keep(identity, asked)))
                .subscribe()
                .with(
                        kept -> caller.runOnContext(ignored -> answer.complete(passBack(request, kept))),
                        failure -> caller.runOnContext(ignored -> answer.complete(refuse(request, failure))));
        return answer.future();
    }

    private <T> Uni<T> inPlace(Uni<T> work) {
        return places.tryAcquire()
                ? work.onTermination().invoke(() -> places.release())
                : Uni.createFrom().failure(new Refused(ProblemCode.UNAVAILABLE, "Too many boards are being kept."));
    }

    private Uni<HttpResponse<io.vertx.mutiny.core.buffer.Buffer>> keep(Identity identity, JsonNode asked) {
        UUID conversation = id(asked, "conversationId");
        UUID board = id(asked, "boardId");
        return boards.drawing(identity.accountId(), conversation, board, Canvas.of(asked))
                .chain(drawing -> calls.postJson(
                        calls.services().mediaUrl(),
                        "/internal/accounts/%s/doodles".formatted(identity.accountId()),
                        drawing));
    }

    private static UUID id(JsonNode asked, String field) {
        return Ids.parse(asked.path(field).asText())
                .orElseThrow(() -> new Refused(Problem.invalid(field, "is not a UUID")));
    }

    private static ProxyResponse passBack(ProxyRequest request, HttpResponse<io.vertx.mutiny.core.buffer.Buffer> kept) {
        return answer(
                request,
                kept.statusCode(),
                kept.getHeader("Content-Type"),
                Buffer.buffer(kept.body().getBytes()));
    }

    private static ProxyResponse refuse(ProxyRequest request, Throwable failure) {
        Problem problem = Problems.ofFailure(failure);
        ProxyResponse answer = answer(request, problem.getStatus(), Problems.MEDIA_TYPE, ProblemResponse.body(problem));
        Problems.headers(problem).forEach(answer::putHeader);
        return answer;
    }

    private static ProxyResponse answer(ProxyRequest request, int status, String type, Buffer body) {
        return request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .setBody(Body.body(body));
    }
}
