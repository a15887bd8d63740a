package io.laiwang.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** The same call again and again, one after the other, by several accounts in turn. */
final class Calls {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Below what an account may ask in a second, however few there are. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final String path;
    private final List<Account> callers;

    Calls(String path, List<Account> callers) {
        this.path = path;
        this.callers = callers;
    }

    record Times(Histogram nanos) {
        double millis(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1e6;
        }
    }

    Times run(int count) throws IOException, InterruptedException {
        Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < count; i++) {
            Account caller = callers.get(i % callers.size());
            HttpRequest request = HttpRequest.newBuilder(URI.create(caller.url() + path))
                    .header("Authorization", "Bearer " + caller.token())
                    .build();
            long start = System.nanoTime();
            int status = HTTP.send(request, BodyHandlers.ofByteArray()).statusCode();
            if (status != 200) {
                throw new IOException(path + " was answered with " + status);
            }
            nanos.recordValue(System.nanoTime() - start);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return new Times(nanos);
    }
}
