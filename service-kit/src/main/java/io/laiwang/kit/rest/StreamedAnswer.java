package io.laiwang.kit.rest;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * An answer that is larger than memory: a piece is asked for when the last one is on its way, so that a slow reader slows
 * the source and fills nothing. What fails before the first piece is answered as a problem; after it the connection is
 * reset, so that who has read a part sees that it isn't the whole.
 */
final class StreamedAnswer {
    private static final Logger LOG = Logger.getLogger(StreamedAnswer.class);
    private static final String CONTENT_LENGTH = "Content-Length";

    private final ResteasyReactiveRequestContext request;
    private final HttpServerResponse response;

    StreamedAnswer(ServerRequestContext context) {
        this.request = (ResteasyReactiveRequestContext) context;
        this.response = request.unwrap(RoutingContext.class).response();
    }

    void write(StreamedBody body) {
        body.size()
                .ifPresentOrElse(
                        size -> response.putHeader(CONTENT_LENGTH, Long.toString(size)),
                        () -> response.setChunked(true));
        request.suspend();
        body.pieces()
                .onItem()
                .transformToUniAndConcatenate(piece -> Uni.createFrom()
                        .completionStage(() -> response.write(piece).toCompletionStage()))
                .collect()
                .last()
                .chain(() ->
                        Uni.createFrom().completionStage(() -> response.end().toCompletionStage()))
                .subscribe()
                .with(done -> request.resume(), this::breakOff);
    }

    private void breakOff(Throwable failure) {
        if (response.headWritten()) {
            if (!response.closed()) {
                LOG.warn("an answer broke off", failure);
            }
            response.reset();
            request.resume();
        } else {
            response.headers().remove(CONTENT_LENGTH);
            request.resume(failure, true);
        }
    }
}
