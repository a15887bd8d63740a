package io.laiwang.kit.token;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.inject.Singleton;

@Singleton
@DefaultBean
class RemoteKeys implements KeySource {
    private final InternalCalls calls;

    RemoteKeys(InternalCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<String> jwks() {
        return calls.get(calls.services().authUrl(), "/.well-known/jwks.json").map(HttpResponse::bodyAsString);
    }
}
