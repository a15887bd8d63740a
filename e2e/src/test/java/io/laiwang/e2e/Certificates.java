package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with its certificate for this machine, which vouches for itself. */
record Certificates(Key key, X509Certificate certificate) {
    private static final String ALIAS = "services";
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Certificates make() throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("certificates-");
        Path file = folder.resolve("store.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(
                List.of("-genkeypair -keyalg EC -dname CN=services -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12"
                        .split(" ")));
        command.addAll(List.of("-alias", ALIAS, "-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        assertEquals(
                0, new ProcessBuilder(command).redirectErrorStream(true).start().waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new Certificates(store.getKey(ALIAS, PASSWORD), (X509Certificate) store.getCertificate(ALIAS));
    }

    /** Puts them where services look for them; they believe these, and those of others. */
    void into(Path folder, Certificates... others) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        StringBuilder believed = new StringBuilder(pem("CERTIFICATE", certificate.getEncoded()));
        for (Certificates other : others) {
            believed.append(pem("CERTIFICATE", other.certificate.getEncoded()));
        }
        write(folder.resolve("ca.crt"), believed.toString());
        write(folder.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
        write(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** Who believes this one, and shows another or none. */
    SSLContext believedBy(@Nullable Certificates caller) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry(ALIAS, certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(caller == null ? null : caller.keys(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry(ALIAS, key, PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** In one step, so that nobody reads half of it. */
    private static void write(Path file, String text) throws IOException {
        Path made = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(String what, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
    }
}
