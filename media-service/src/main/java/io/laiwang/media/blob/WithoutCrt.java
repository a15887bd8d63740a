package io.laiwang.media.blob;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4aHttpSigner;

/**
 * For native builds alone: the S3 client has code for a library in C, the Common Runtime, that isn't here. A JVM never
 * gets to it; a native build wants every class that could be reached, so the ways there end here.
 */
@SuppressWarnings("DoNotCallSuggester") // called by the library, in place of its own
final class WithoutCrt {
    private static final String MISSING = "the AWS Common Runtime is not part of this executable";

    private WithoutCrt() {}

    @TargetClass(className = "software.amazon.awssdk.checksums.internal.ChecksumProvider")
    static final class Checksums {
        private Checksums() {}

        /** None; Java's own is asked for before. */
        @Substitute
        static @Nullable SdkChecksum createCrtCrc32C() {
            return null;
        }

        @Substitute
        static SdkChecksum crc64NvmeCrtImplementation() {
            throw new UnsupportedOperationException(MISSING);
        }

        @Substitute
        static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
            throw new UnsupportedOperationException(MISSING);
        }
    }

    /** Signatures of several regions at once, which one bucket of one region doesn't need. */
    @TargetClass(AwsV4aHttpSigner.class)
    interface SignerOfRegions {
        @Substitute
        static AwsV4aHttpSigner create() {
            throw new UnsupportedOperationException(MISSING);
        }
    }
}
