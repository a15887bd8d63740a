package io.laiwang.media.blob;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter by configuration; of the others not even the client is made. */
@Singleton
class Stores {
    @Produces
    @Singleton
    BlobStore blobs(
            BlobSettings settings,
            Vertx vertx,
            @ConfigProperty(name = "laiwang.media.dir") Path folder,
            Instance<ReactiveMongoClient> mongo,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Clock clock) {
        return switch (settings.kind()) {
            case FILES -> new FileBlobs(vertx, folder);
            case GRIDFS -> new MongoBlobs(mongo.get().getDatabase(database), clock);
            case S3 -> new S3Blobs(S3Client.of(settings.s3()), settings.s3().bucket());
        };
    }

    void close(@Disposes BlobStore blobs) {
        if (blobs instanceof S3Blobs s3) {
            s3.close();
        }
    }
}
