package io.laiwang.gateway.routing;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.gateway.keep.KeepBoard;
import io.laiwang.gateway.limit.ClientAddresses;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.limit.RateLimits.Limit;
import io.laiwang.gateway.session.EndedSessions;
import io.laiwang.kit.problem.ProblemResponse;
import io.laiwang.kit.problem.Problems;
import io.laiwang.kit.problem.Refused;
import io.laiwang.kit.tls.MutualTls;
import io.laiwang.kit.token.AccessTokens;
import io.laiwang.kit.token.InternalServices;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Passes on what the allow-list allows: streamed both ways, with the token checked before. */
@Singleton
class Proxy {
    private static final int POOL = 64;
    private static final int WAITING = 2_000;
    private static final long CONNECT_MILLIS = 2_000;
    private static final int UNAUTHORIZED = 401;
    private static final Duration SILENT = Duration.ofSeconds(5);
    /** While 25 MiB are cleaned and go to a store that is elsewhere, or all that there is of an account is looked through. */
    private static final Duration SILENT_WHEN_SLOW = Duration.ofSeconds(20);

    private final AccessTokens tokens;
    private final EndedSessions ended;
    private final RateLimits limits;
    private final ClientAddresses addresses;
    private final Map<PublicRoute, HttpProxy> proxies = new EnumMap<>(PublicRoute.class);

    Proxy(
            Vertx vertx,
            AccessTokens tokens,
            EndedSessions ended,
            RateLimits limits,
            ClientAddresses addresses,
            KeepBoard keepBoard,
            InternalServices services,
            MutualTls tls) {
        this.tokens = tokens;
        this.ended = ended;
        this.limits = limits;
        this.addresses = addresses;
        HttpClientOptions options =
                new HttpClientOptions().setConnectTimeout((int) CONNECT_MILLIS).setMaxWaitQueueSize(WAITING);
        HttpClient client = vertx.createHttpClient(tls.configure(options), new PoolOptions().setHttp1MaxSize(POOL));
        tls.onChange(client::updateSSLOptions);
        for (PublicRoute route : PublicRoute.values()) {
            proxies.put(route, proxy(client, route, services));
        }
        Objects.requireNonNull(proxies.get(PublicRoute.DOODLES)).addInterceptor(keepBoard);
        Objects.requireNonNull(proxies.get(PublicRoute.RESUMABLE_UPLOAD)).addInterceptor(new MethodOverride());
    }

    void install(@Observes Router router) {
        router.route().order(-50).handler(this::route);
    }

    /**
     * A service may be silent for so long; where the request is large, once it has the whole of it. On the request and
     * not on the connection, which may well rest in its pool for longer.
     */
    private static HttpProxy proxy(HttpClient client, PublicRoute route, InternalServices services) {
        boolean slow = route.isSlow();
        long silence = silence(route, services.waking()).toMillis();
        RequestOptions options = to(route.backend().url(services))
                // for its turn, where all connections are in use
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(slow ? 0 : silence);
        HttpProxy proxy = HttpProxy.reverseProxy(client).addInterceptor(new ErrorsAsProblems());
        return proxy.origin(context -> {
            var asked = context.client().request(new RequestOptions(options));
            HttpServerRequest incoming = context.request().proxiedRequest();
            return slow ? asked.onSuccess(outgoing -> limitSilence(silence, incoming, outgoing)) : asked;
        });
    }

    static Duration silence(PublicRoute route, Duration waking) {
        Duration usual = route.isSlow() ? SILENT_WHEN_SLOW : SILENT;
        return route.backend() == Backend.AUTH ? usual.plus(waking) : usual;
    }

    /** Host, port and whether it is TLS, all by the URL, whose port may be left out. */
    static RequestOptions to(String baseUrl) {
        return new RequestOptions().setAbsoluteURI(baseUrl);
    }

    private static void limitSilence(long millis, HttpServerRequest incoming, HttpClientRequest outgoing) {
        if (incoming.isEnded()) {
            outgoing.idleTimeout(millis);
        } else {
            incoming.end().onSuccess(all -> outgoing.idleTimeout(millis));
        }
    }

    private void route(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        // passed on as it was sent, so what was sent must be what is checked
        Optional<PublicRoute> found = String.valueOf(request.path()).equals(routing.normalizedPath())
                ? PublicRoute.of(MethodOverride.of(request), request.path())
                : Optional.empty();
        if (found.isEmpty()) {
            routing.next();
            return;
        }
        PublicRoute route = found.get();
        request.pause();
        Uni.createFrom()
                .deferred(() -> admit(routing, route))
                .subscribe()
                .with(
                        admitted -> Objects.requireNonNull(proxies.get(route)).handle(request),
                        failure -> ProblemResponse.send(routing, failure));
    }

    private Uni<Void> admit(RoutingContext routing, PublicRoute route) {
        if (contentLength(routing) > route.maxBody()) {
            return Uni.createFrom().failure(new Refused(Problem.of(ProblemCode.TOO_LARGE)));
        }
        if (route.needsToken()) {
            return signedIn(routing, route);
        }
        route.limit().ifPresent(limit -> limitAddress(routing, limit));
        return Uni.createFrom().voidItem();
    }

    /** A login takes its place before its password is looked at, and gives it back unless it is refused. */
    private void limitAddress(RoutingContext routing, Limit limit) {
        String address = addresses.of(routing.request());
        limits.take(limit, address);
        if (limit == Limit.LOGIN_FAILURES) {
            routing.addEndHandler(ended -> {
                if (routing.response().getStatusCode() != UNAUTHORIZED) {
                    limits.giveBack(limit, address);
                }
            });
        }
    }

    private Uni<Void> signedIn(RoutingContext routing, PublicRoute route) {
        String token = AccessTokens.bearer(routing.request().getHeader("Authorization"));
        return tokens.verify(token)
                .invoke(identity -> {
                    if (ended.contains(identity.sessionId())) {
                        throw new Refused(Problem.of(ProblemCode.UNAUTHORIZED));
                    }
                    limits.take(Limit.CALLS, identity.accountId());
                    route.limit().ifPresent(limit -> limits.take(limit, identity.accountId()));
                })
                .replaceWithVoid();
    }

    private static long contentLength(RoutingContext routing) {
        String length = routing.request().getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    /** A service that is down, or an error that some layer of it made without a problem, becomes one here. */
    private static final class ErrorsAsProblems implements ProxyInterceptor {
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            ProxyResponse response = context.response();
            // every answer of the gateway has them already
            response.headers().remove("X-Request-Id").remove("X-Content-Type-Options");
            int status = response.getStatusCode();
            String type = String.valueOf(response.headers().get("Content-Type"));
            // one says where the bytes end, which is all that there is to say
            boolean isWhole = status < 400 || status == 416 || type.startsWith(Problems.MEDIA_TYPE);
            if (!isWhole) {
                Problem problem = problem(status);
                response.setStatusCode(problem.getStatus())
                        .putHeader("Content-Type", Problems.MEDIA_TYPE)
                        .setBody(Body.body(ProblemResponse.body(problem)));
                Problems.headers(problem).forEach(response::putHeader);
            }
            return context.sendResponse();
        }

        private static Problem problem(int status) {
            return status == 400 ? Problem.invalid("request", "can't be read") : Problem.of(code(status));
        }

        private static ProblemCode code(int status) {
            return switch (status) {
                case 401 -> ProblemCode.UNAUTHORIZED;
                case 403 -> ProblemCode.FORBIDDEN;
                case 413 -> ProblemCode.TOO_LARGE;
                case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                case 429 -> ProblemCode.TOO_MANY_REQUESTS;
                case 500 -> ProblemCode.INTERNAL;
                case 502, 503, 504 -> ProblemCode.UNAVAILABLE;
                default -> ProblemCode.NOT_FOUND;
            };
        }
    }
}
