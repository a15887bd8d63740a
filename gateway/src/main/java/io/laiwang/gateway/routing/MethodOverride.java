package io.laiwang.gateway.routing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Map;

/**
 * A client that can't send {@code PATCH} says so in a header, which the tus protocol has every server understand. For
 * uploads alone: elsewhere it would only be a second way to say the same.
 */
final class MethodOverride implements ProxyInterceptor {
    private static final String HEADER = "X-HTTP-Method-Override";
    private static final String UPLOADS = "/v1/uploads/";

    /** Not those whose answers have another form than that to a {@code POST}. */
    private static final Map<String, HttpMethod> KNOWN = Map.of("PATCH", HttpMethod.PATCH, "DELETE", HttpMethod.DELETE);

    /** What is meant. */
    static HttpMethod of(HttpServerRequest request) {
        HttpMethod method = request.method();
        return method.equals(HttpMethod.POST) && request.path().startsWith(UPLOADS)
                ? KNOWN.getOrDefault(String.valueOf(request.getHeader(HEADER)), method)
                : method;
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        context.request().setMethod(of(context.request().proxiedRequest()));
        context.request().headers().remove(HEADER);
        return context.sendRequest();
    }
}
