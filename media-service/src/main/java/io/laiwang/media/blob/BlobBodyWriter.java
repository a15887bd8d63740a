package io.laiwang.media.blob;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes a piece when the last one is on its way, so that a slow reader slows the store and fills no memory. */
@Provider
class BlobBodyWriter implements ServerMessageBodyWriter<BlobBody> {
    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return type == BlobBody.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == BlobBody.class;
    }

    @Override
    public void writeResponse(BlobBody body, Type generic, ServerRequestContext context) {
        ResteasyReactiveRequestContext request = (ResteasyReactiveRequestContext) context;
        HttpServerResponse response = request.unwrap(RoutingContext.class).response();
        response.putHeader("Content-Length", String.valueOf(body.length()));
        request.suspend();
        body.bytes()
                .onItem()
                .transformToUniAndConcatenate(piece -> write(response, piece))
                .collect()
                .last()
                .chain(() ->
                        Uni.createFrom().completionStage(() -> response.end().toCompletionStage()))
                .subscribe()
                .with(done -> request.resume(), failure -> breakOff(request, response, failure));
    }

    private static Uni<Void> write(HttpServerResponse response, ByteBuffer piece) {
        return Uni.createFrom().completionStage(() -> response.write(Buffer.buffer(Pieces.array(piece)))
                .toCompletionStage());
    }

    /** Who has read a part must see that it isn't the whole. */
    private static void breakOff(
            ResteasyReactiveRequestContext request, HttpServerResponse response, Throwable failure) {
        if (response.headWritten()) {
            response.reset();
            request.resume();
        } else {
            response.headers().remove("Content-Length");
            request.resume(failure, true);
        }
    }

    @Override
    public void writeTo(
            BlobBody body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("only written to a request");
    }
}
