package io.laiwang.kit.tls;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.Future;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * In the profile {@code mutual-tls} a service answers only callers with a certificate of the services' own authority, and
 * shows its own when it calls one. Elsewhere this does nothing. Certificates are read again as they change on disk.
 */
@Singleton
public class MutualTls implements HttpServerOptionsCustomizer {
    private static final Logger LOG = Logger.getLogger(MutualTls.class);
    private static final String NAME = "internal";

    private final Optional<TlsConfiguration> certificates;
    private final boolean asksCallers;
    private final List<Function<SSLOptions, Future<Boolean>>> clients = new CopyOnWriteArrayList<>();

    /** @param server whose certificates its port shows; the gateway's are for the public, who has none to show */
    MutualTls(
            TlsConfigurationRegistry registry,
            @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> server) {
        this.certificates = registry.get(NAME);
        this.asksCallers = server.equals(Optional.of(NAME));
    }

    /**
     * For a client that calls services.
     *
     * @return the same options
     */
    public HttpClientOptions configure(HttpClientOptions options) {
        certificates.ifPresent(own -> TlsConfigUtils.configure(options, own));
        return options;
    }

    /** @param update lets a client go on with other certificates */
    public void onChange(Function<SSLOptions, Future<Boolean>> update) {
        clients.add(update);
    }

    void changed(@Observes CertificateUpdatedEvent event) {
        if (event.name().equals(NAME)) {
            SSLOptions changed = event.tlsConfiguration().getSSLOptions();
            clients.forEach(update ->
                    update.apply(changed).onFailure(e -> LOG.warn("calls go on with the certificates of before", e)));
        }
    }

    /** Quarkus decides on this when it builds; here it is the operator's choice. */
    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        if (asksCallers) {
            options.setClientAuth(ClientAuth.REQUIRED);
        }
    }
}
