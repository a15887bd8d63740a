package io.laiwang.media.blob;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** S3Proxy over a folder, with a bucket and credentials. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "media";
    static final String ACCESS_KEY = "access";
    static final String SECRET_KEY = "secret-of-a-test";

    private final BlobStoreContext store;
    private final S3Proxy proxy;

    S3Server(Path folder) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", folder.toString());
        store = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("nobody", "nothing")
                .overrides(settings)
                .buildView(BlobStoreContext.class);
        store.getBlobStore().createContainerInLocation(null, BUCKET);
        proxy = S3Proxy.builder()
                .blobStore(store.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        proxy.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            store.close();
        }
    }
}
