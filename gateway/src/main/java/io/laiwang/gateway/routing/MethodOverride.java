package io.laiwang.gateway.routing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/**
 * A client that can't send {@code PATCH} says so in a header, which the tus protocol has every server understand. For
 * uploads alone: elsewhere it would only be a second way to say the same.
 */
final class MethodOverride implements ProxyInterceptor {
    private static final String HEADER = "X-HTTP-Method-Override";
    private static final String UPLOADS = "/v1/uploads/";

    /** What is meant. */
    static HttpMethod of(HttpServerRequest request) {
        String meant = request.getHeader(HEADER);
        return meant != null
                        && request.method().equals(HttpMethod.POST)
                        && request.path().startsWith(UPLOADS)
                ? HttpMethod.valueOf(meant)
                : request.method();
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        context.request().setMethod(of(context.request().proxiedRequest()));
        context.request().headers().remove(HEADER);
        return context.sendRequest();
    }
}
