package io.laiwang.kit.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Spans of what isn't HTTP. A record carries its trace in the header {@code traceparent} (W3C Trace Context), names and
 * attributes are OpenTelemetry's conventions for messaging. Spans name topics and ids, never contents.
 */
@Singleton
public class Traces {
    /** Of a record; its value is W3C's, in ASCII. */
    public static final String HEADER = "traceparent";

    private static final RecordHeader FIELD = new RecordHeader();

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /** An SDK that is disabled makes spans all the same, and throws them away: where traces are off there are none. */
    @Inject
    Traces(OpenTelemetry telemetry, @ConfigProperty(name = "laiwang.traces") String mode) {
        this(mode.equals("off") ? OpenTelemetry.noop() : telemetry);
    }

    private Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.laiwang");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Tells nobody anything. */
    public static Traces off() {
        return new Traces(OpenTelemetry.noop());
    }

    /** A record on its way to the broker, in the trace that it carries already, else in the caller's. */
    public Span sending(ProducerRecord<String, byte[]> record) {
        Span span = about(record.topic(), "send", SpanKind.PRODUCER, record.key())
                .setParent(propagator.extract(Context.current(), record.headers(), FIELD))
                .startSpan();
        carry(span, record.headers());
        return span;
    }

    /** What is done because of a record. */
    public Span processing(ConsumerRecord<String, byte[]> record) {
        return about(record.topic(), "process", SpanKind.CONSUMER, record.key())
                .setParent(propagator.extract(Context.root(), record.headers(), FIELD))
                .setAttribute("messaging.destination.partition.id", Integer.toString(record.partition()))
                .setAttribute("messaging.kafka.offset", record.offset())
                .startSpan();
    }

    /** A step within the caller's trace. */
    public Span step(String name) {
        return tracer.spanBuilder(name).startSpan();
    }

    /** Whoever gets these headers goes on with the span's trace. */
    public void carry(Span span, Headers headers) {
        propagator.inject(Context.root().with(span), headers, FIELD);
    }

    /** The caller's place in its trace as {@code traceparent} has it; empty where there is none. */
    public String here() {
        Map<String, String> fields = new HashMap<>();
        propagator.inject(Context.current(), fields, Map::put);
        return fields.getOrDefault(HEADER, "");
    }

    /**
     * What a socket has brought, as a trace of its own: its handlers run on the context of the request that opened it,
     * so whatever they begin would belong to that request for as long as the socket lives.
     */
    public void apart(String name, Runnable work) {
        Span span = tracer.spanBuilder(name)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        if (span.getSpanContext().isValid() && Vertx.currentContext() != null) {
            ContextInternal own = (ContextInternal) VertxContext.createNewDuplicatedContext(Vertx.currentContext());
            attach(own, Context.root().with(span));
            own.dispatch(work, Runnable::run);
        } else {
            work.run();
        }
        span.end();
    }

    /** For good: the context is this piece of work's alone. */
    @SuppressWarnings("MustBeClosedChecker")
    private static void attach(ContextInternal to, Context trace) {
        var unused = QuarkusContextStorage.INSTANCE.attach(to, trace);
    }

    public static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR)
                    .setAttribute("error.type", failure.getClass().getName());
        }
        span.end();
    }

    private SpanBuilder about(String topic, String operation, SpanKind kind, @Nullable String key) {
        SpanBuilder span = tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.destination.name", topic)
                .setAttribute("messaging.operation.type", operation);
        return key == null ? span : span.setAttribute("messaging.kafka.message.key", key);
    }
}
