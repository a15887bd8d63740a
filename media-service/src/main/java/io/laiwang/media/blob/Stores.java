package io.laiwang.media.blob;

import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter. */
@Singleton
class Stores {
    @Produces
    @Singleton
    BlobStore blobs(Vertx vertx, @ConfigProperty(name = "laiwang.media.dir") Path folder) {
        return new FileBlobs(vertx, folder);
    }
}
