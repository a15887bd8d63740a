package io.laiwang.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.stack.Service;
import io.laiwang.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;

/**
 * What media-service takes of memory while many send and fetch the largest media at once, on a stack of its own.
 * Argument: how many at once.
 */
public final class MediaLoad {
    private static final int BYTES = 25 * 1024 * 1024;
    private static final int PIECE = 64 * 1024;
    private static final int ROUNDS = 3;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Account account;
    private final Footprint footprint;
    private final int clients;
    private final byte[] noise = new byte[PIECE];

    private MediaLoad(Account account, Footprint footprint, int clients) {
        this.account = account;
        this.footprint = footprint;
        this.clients = clients;
        new Random(8).nextBytes(noise);
    }

    public static void main(String[] arguments) throws Exception {
        int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        try (OwnStack own = OwnStack.start("postgresql")) {
            Stack stack = own.stack();
            Footprint footprint = new Footprint(stack.pid(Service.MEDIA_SERVICE));
            new MediaLoad(Account.signUp(stack.url()), footprint, clients).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf("%d at once, 25 MiB each%n", clients);
        print("at rest", footprint.now(), 0);
        List<String> media = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            media = measured("uploads " + round, this::upload);
            List<String> uploaded = media;
            measured("downloads " + round, i -> download(uploaded.get(i)));
            for (String id : media) {
                send(request("/v1/media/" + id).DELETE(), BodyHandlers.discarding());
            }
        }
        print("after", footprint.now(), 0);
    }

    private interface Work<T> {
        T of(int client) throws Exception;
    }

    private <T> List<T> measured(String name, Work<T> work) throws Exception {
        long start = System.nanoTime();
        Footprint.Watch watch = footprint.watch();
        List<T> results = atOnce(work);
        print(name, watch.most(), (System.nanoTime() - start) / 1e9);
        return results;
    }

    private <T> List<T> atOnce(Work<T> work) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> all = IntStream.range(0, clients)
                    .<Callable<T>>mapToObj(i -> () -> work.of(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(all)) {
                results.add(done.get());
            }
            return results;
        }
    }

    private void print(String name, Footprint.Sample sample, double seconds) {
        System.out.printf(
                "%-12s resident %4d MB, heap %4d MB, of it live %4d MB, beyond the heap %4d MB",
                name, sample.resident(), sample.heap(), sample.live(), sample.resident() - sample.heap());
        System.out.println(seconds == 0 ? "" : "   %.1f s, %.0f MB/s".formatted(seconds, 25.0 * clients / seconds));
    }

    private String upload(int client) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(
                request("/v1/media")
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.fromPublisher(body(), BYTES)),
                BodyHandlers.ofByteArray());
        JsonNode made = Json.MAPPER.readTree(answer.body());
        if (answer.statusCode() != 201) {
            throw new IOException("refused: " + made);
        }
        return made.get("id").asText();
    }

    /** The same piece again and again, no more of them than are taken. */
    private Flow.Publisher<ByteBuffer> body() {
        return subscriber -> {
            SubmissionPublisher<ByteBuffer> pieces = new SubmissionPublisher<>(Thread::startVirtualThread, 4);
            pieces.subscribe(subscriber);
            Thread.startVirtualThread(() -> {
                for (int sent = 0; sent < BYTES; sent += PIECE) {
                    pieces.submit(ByteBuffer.wrap(noise).asReadOnlyBuffer());
                }
                pieces.close();
            });
        };
    }

    private Long download(String id) throws IOException, InterruptedException {
        var answer = send(request("/v1/media/" + id).GET(), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            long size = body.transferTo(java.io.OutputStream.nullOutputStream());
            if (size != BYTES) {
                throw new IOException("%d: %d bytes".formatted(answer.statusCode(), size));
            }
            return size;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(account.url() + path))
                .header("Authorization", "Bearer " + account.token());
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), body);
    }
}
