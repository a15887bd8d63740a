package io.laiwang.media.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where the bytes of media are. */
@ConfigMapping(prefix = "laiwang.blobs")
interface BlobSettings {
    /** Files of one folder, GridFS of the MongoDB that has the records too, or an S3-compatible store. */
    Kind kind();

    S3 s3();

    enum Kind {
        FILES,
        GRIDFS,
        S3
    }

    interface S3 {
        /** Of an S3-compatible store; Amazon's own without it. */
        Optional<URI> endpoint();

        @WithDefault("us-east-1")
        String region();

        /** It must be there already, and be this service's alone. */
        @WithDefault("laiwang-media")
        String bucket();

        /** Without it, credentials are found as every AWS client finds them. */
        Optional<String> accessKey();

        Optional<String> secretKey();
    }
}
