package io.laiwang.e2e;

import io.smallrye.certs.CertificateHolder;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.CertificateRequestManager;
import io.smallrye.certs.CertificateUtils;
import io.smallrye.certs.Format;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A key with its certificate for this machine, which vouches for itself. */
record Certificates(PrivateKey key, X509Certificate certificate) {
    private static final String ALIAS = "services";
    private static final char[] PASSWORD = "changeit".toCharArray();

    static Certificates make() throws Exception {
        CertificateHolder made = new CertificateRequestManager(new CertificateRequest()
                        .withName(ALIAS)
                        .withFormat(Format.PEM)
                        .withCN(ALIAS)
                        .withSubjectAlternativeName("IP:127.0.0.1"))
                .getMainCertificateHolder();
        return new Certificates(made.keys().getPrivate(), made.certificate());
    }

    /** Puts them where services look for them; they believe these, and those of others. */
    void into(Path folder, Certificates... others) throws Exception {
        Files.createDirectories(folder);
        List<X509Certificate> believed = Stream.concat(Stream.of(this), Stream.of(others))
                .map(Certificates::certificate)
                .toList();
        replace(folder.resolve("ca.crt"), made -> CertificateUtils.writeTruststoreToPem(believed, made));
        replace(folder.resolve("tls.key"), made -> CertificateUtils.writePrivateKeyToPem(key, null, made));
        replace(folder.resolve("tls.crt"), made -> CertificateUtils.writeCertificateToPEM(certificate, made));
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

    private interface Content {
        void writtenTo(File file) throws Exception;
    }

    /** In one step, so that nobody reads half of it. */
    private static void replace(Path file, Content content) throws Exception {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        content.writtenTo(made.toFile());
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
