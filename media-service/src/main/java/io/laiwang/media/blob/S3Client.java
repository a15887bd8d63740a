package io.laiwang.media.blob;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

/** Makes Amazon's client over Netty, bounded in connections, threads and patience. */
final class S3Client {
    private static final int CONNECTIONS = 100;
    private static final int WAITING = 1_000;
    /** A reader who stops for longer is dropped and asks for the rest. */
    private static final Duration SILENT = Duration.ofSeconds(30);

    private S3Client() {}

    static S3AsyncClient of(BlobSettings.S3 settings) {
        S3AsyncClientBuilder client = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .httpClientBuilder(http())
                // what S3-compatible stores understand too
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        settings.endpoint()
                .ifPresent(endpoint -> client.endpointOverride(endpoint).forcePathStyle(true));
        if (settings.accessKey().isPresent() && settings.secretKey().isPresent()) {
            client.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    settings.accessKey().get(), settings.secretKey().get())));
        }
        return client.build();
    }

    private static NettyNioAsyncHttpClient.Builder http() {
        return NettyNioAsyncHttpClient.builder()
                .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(2))
                .maxConcurrency(CONNECTIONS)
                .maxPendingConnectionAcquires(WAITING)
                .connectionTimeout(Duration.ofSeconds(2))
                .connectionAcquisitionTimeout(Duration.ofSeconds(5))
                .readTimeout(SILENT)
                .writeTimeout(SILENT);
    }
}
