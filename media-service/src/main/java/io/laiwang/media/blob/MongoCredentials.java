package io.laiwang.media.blob;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.RecomputeFieldValue;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For native builds alone: MongoDB's driver finds the AWS SDK, which is here for S3, and would keep a provider of it in a
 * static field, made by the build. It asks for AWS credentials by itself, as it does where there is no SDK.
 */
@TargetClass(className = "com.mongodb.internal.authentication.AwsCredentialHelper")
final class MongoCredentials {
    @SuppressWarnings("UnusedVariable") // the driver reads it
    @Alias
    @RecomputeFieldValue(
            kind = RecomputeFieldValue.Kind.NewInstance,
            declClassName = "com.mongodb.internal.authentication.BuiltInAwsCredentialSupplier")
    private static @Nullable Supplier<?> awsCredentialSupplier;

    private MongoCredentials() {}
}
