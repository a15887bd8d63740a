package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.laiwang.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Services that show each other certificates, in the profile {@code mutual-tls}: nobody outside sees a difference. */
@DisabledIfSystemProperty(
        named = "laiwang.store",
        matches = "mongodb",
        disabledReason = "where conversations are kept makes no difference to who is asked")
class MutualTlsStoryTest {
    private static final Set<Service> INSIDE = EnumSet.complementOf(EnumSet.of(Service.GATEWAY));

    private static Certificates services;
    private static OwnStack own;
    private static Person alice;
    private static Person bob;

    @BeforeAll
    static void start() throws Exception {
        services = Certificates.make();
        own = OwnStack.start("quarkus.tls.internal.reload-period=1S", 1, MutualTlsStoryTest::certify);
        alice = Person.signUp(own.stack().url(), "alice").goesOnline();
        bob = Person.signUp(own.stack().url(), "bob").goesOnline();
        alice.befriends(bob);
    }

    @AfterAll
    static void stop() {
        if (own != null) {
            own.close();
        }
    }

    @Test
    void peopleTalkAndShowEachOtherPictures() {
        talk("hello");
    }

    @Test
    void whoShowsNoCertificateOrAnotherAuthoritysIsntAnswered() throws Exception {
        Certificates others = Certificates.make();
        for (Service service : INSIDE) {
            assertEquals(404, ask(service, services.believedBy(services)).statusCode(), service.id());
            assertThrows(IOException.class, () -> ask(service, services.believedBy(null)), service.id());
            assertThrows(IOException.class, () -> ask(service, services.believedBy(others)), service.id());
            URI plain = URI.create(own.stack().url(service).replace("https:", "http:") + "/nowhere");
            assertThrows(IOException.class, () -> send(HttpClient.newHttpClient(), plain), service.id());
        }
    }

    /** As an authority gives out new ones every few weeks; for a while both are believed. */
    @Test
    void newCertificatesAreTakenUpWithoutARestart() throws Exception {
        Certificates next = Certificates.make();
        Certificates before = services;
        before.into(own.data().resolve("tls"), next);
        for (Service service : INSIDE) {
            await().until(() -> !isRefused(service, before.believedBy(next)));
        }
        next.into(own.data().resolve("tls"), before);
        services = next;

        for (Service service : INSIDE) {
            await().ignoreExceptions()
                    .until(() -> shown(service, next.believedBy(next)).equals(next.certificate()));
        }
        // nobody believes the old ones now, so whoever still shows them is found out
        next.into(own.data().resolve("tls"));
        for (Service service : INSIDE) {
            await().until(() -> isRefused(service, next.believedBy(before)));
        }
        talk("after the change");
    }

    private static void certify(Path data) throws IOException {
        try {
            services.into(data.resolve("tls"));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Through every service: media-service asks chat-service who may see the picture. */
    private static void talk(String text) {
        Chat chat = alice.with(bob);
        alice.says(chat, text);
        bob.hears(chat, text);
        byte[] picture = Png.with(text.getBytes(StandardCharsets.UTF_8));
        String id = Person.created(alice.api().upload(picture, "image/png"))
                .get("id")
                .asText();
        alice.posts(chat, Map.of("content", Map.of("type", "image", "mediaId", id)));
        await().until(() -> bob.api().get("/v1/media/" + id).status() == 200);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }

    private static boolean isRefused(Service service, SSLContext caller) throws Exception {
        try {
            ask(service, caller);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static HttpResponse<Void> ask(Service service, SSLContext caller) throws Exception {
        URI nowhere = URI.create(own.stack().url(service) + "/nowhere");
        return send(HttpClient.newBuilder().sslContext(caller).build(), nowhere);
    }

    private static HttpResponse<Void> send(HttpClient client, URI uri) throws Exception {
        try (client) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    /** The certificate that a service shows. */
    private static Certificate shown(Service service, SSLContext caller) throws IOException {
        URI uri = URI.create(own.stack().url(service));
        try (SSLSocket socket = (SSLSocket) caller.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
