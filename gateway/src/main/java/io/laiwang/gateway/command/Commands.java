package io.laiwang.gateway.command;

import io.laiwang.contracts.Answer;
import io.laiwang.contracts.Command;
import io.laiwang.contracts.Json;
import io.laiwang.contracts.ReplyAddress;
import io.laiwang.contracts.Topics;
import io.laiwang.gateway.GatewayId;
import io.laiwang.kit.kafka.RecordSender;
import io.laiwang.kit.trace.Traces;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Puts commands on the log and waits for what becomes of them. */
@Singleton
public class Commands {
    /** How long an asker waits. */
    @ConfigMapping(prefix = "laiwang.command")
    interface Settings {
        /** Without an answer after this the asker is told to try again. */
        Duration deadline();
    }

    private final RecordSender sender;
    private final Answers answers;
    private final String gateway;
    private final Duration deadline;
    private final CommandMetrics metrics;
    private final Traces traces;
    private final AtomicLong refs = new AtomicLong();

    Commands(
            RecordSender sender,
            Answers answers,
            GatewayId gateway,
            Settings settings,
            CommandMetrics metrics,
            Traces traces) {
        this.sender = sender;
        this.answers = answers;
        this.gateway = gateway.value();
        this.deadline = settings.deadline();
        this.metrics = metrics;
        this.traces = traces;
    }

    /**
     * Fails with a timeout when there is no answer in time: then the command may still be carried out. Commands go to
     * the log in the order of the calls.
     *
     * @param stream the asking stream, which learns of it by its answer alone; none for REST
     */
    public Uni<Answer> ask(@Nullable UUID stream, Function<ReplyAddress, Command> command) {
        ReplyAddress reply = new ReplyAddress(gateway, stream, Long.toString(refs.incrementAndGet()));
        Timer.Sample asked = Timer.start();
        Span span = traces.step("command");
        return Uni.createFrom()
                .<Answer>emitter(asker -> {
                    answers.await(reply.ref(), asker);
                    ProducerRecord<String, byte[]> record = record(command.apply(reply));
                    traces.carry(span, record.headers());
                    sender.send(record).subscribe().with(done -> {}, asker::fail);
                })
                .ifNoItem()
                .after(deadline)
                .fail()
                .onItemOrFailure()
                .invoke((answer, failure) -> metrics.ended(asked, answer))
                .onTermination()
                .invoke((answer, failure, cancelled) -> {
                    Traces.end(span, failure);
                    answers.forget(reply.ref());
                });
    }

    public Uni<Void> put(Command command) {
        return sender.send(record(command));
    }

    private static ProducerRecord<String, byte[]> record(Command command) {
        return new ProducerRecord<>(
                Topics.CONVERSATION_COMMANDS, command.conversationId().toString(), Json.bytes(command));
    }
}
