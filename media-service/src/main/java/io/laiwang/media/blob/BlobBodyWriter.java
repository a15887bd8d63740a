package io.laiwang.media.blob;

import io.laiwang.kit.rest.StreamedAnswer;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

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
        StreamedAnswer answer = new StreamedAnswer(context);
        answer.announce(body.length());
        answer.write(body.bytes().map(piece -> Buffer.buffer(Pieces.array(piece))));
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
