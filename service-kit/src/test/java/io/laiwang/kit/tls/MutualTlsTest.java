package io.laiwang.kit.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of the services' authority is good for the names in it, and for no other. */
class MutualTlsTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void callsWhoHasTheNameThatItCalls() throws Exception {
        assertEquals(204, call("IP:127.0.0.1").statusCode());
    }

    @Test
    void doesntCallWhoHasAnotherName() {
        CompletionException refused = assertThrows(CompletionException.class, () -> call("DNS:elsewhere"));

        assertInstanceOf(SSLHandshakeException.class, refused.getCause());
    }

    /** A server by this name, whose certificate the client believes, on 127.0.0.1. */
    private HttpClientResponse call(String name) throws Exception {
        new CertificateGenerator(folder, true)
                .generate(new CertificateRequest()
                        .withName("service")
                        .withFormat(Format.PEM)
                        .withSubjectAlternativeName(name));
        KeyCertOptions keys = new PemKeyCertOptions()
                .setCertPath(folder.resolve("service.crt").toString())
                .setKeyPath(folder.resolve("service.key").toString());
        TrustOptions trust =
                new PemTrustOptions().addCertPath(folder.resolve("service.crt").toString());
        HttpServerOptions options = new HttpServerOptions().setSsl(true).setKeyCertOptions(keys);
        int port = vertx.createHttpServer(options)
                .requestHandler(request -> request.response().setStatusCode(204).end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        MutualTls tls = new MutualTls(new Known(new Own(keys, trust)), Optional.empty());
        RequestOptions request =
                new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI("https://127.0.0.1:" + port);
        return vertx.createHttpClient(tls.configure(new HttpClientOptions()))
                .request(request)
                .compose(sent -> sent.send())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private record Known(TlsConfiguration own) implements TlsConfigurationRegistry {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.of(own);
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new AssertionError("nobody registers anything");
        }
    }

    private record Own(KeyCertOptions keys, TrustOptions trust) implements TlsConfiguration {
        @Override
        public KeyStore getKeyStore() {
            throw new AssertionError("options are enough");
        }

        @Override
        public KeyCertOptions getKeyStoreOptions() {
            return keys;
        }

        @Override
        public KeyStore getTrustStore() {
            throw new AssertionError("options are enough");
        }

        @Override
        public TrustOptions getTrustStoreOptions() {
            return trust;
        }

        @Override
        public SSLOptions getSSLOptions() {
            return new SSLOptions();
        }

        @Override
        public SSLContext createSSLContext() {
            throw new AssertionError("options are enough");
        }

        @Override
        public boolean isTrustAll() {
            return false;
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return Optional.empty();
        }

        @Override
        public boolean usesSni() {
            return false;
        }

        @Override
        public boolean reload() {
            return false;
        }
    }
}
