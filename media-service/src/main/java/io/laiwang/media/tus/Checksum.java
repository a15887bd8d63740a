package io.laiwang.media.tus;

import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the header {@code Upload-Checksum} says of a part: {@code sha1} or {@code sha256}, and the digest in Base64. */
record Checksum(String algorithm, String digest) {
    static final String ALGORITHMS = "sha1,sha256";

    private static final Map<String, String> NAMES = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    /** @return null without the header; fails with a 400 for one that can't be read */
    static @Nullable Checksum of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String[] words = header.strip().split(" +", -1);
        String algorithm = NAMES.get(words[0]);
        if (words.length != 2 || algorithm == null) {
            throw invalid();
        }
        try {
            byte[] digest = Base64.getDecoder().decode(words[1]);
            return new Checksum(algorithm, Base64.getEncoder().encodeToString(digest));
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** Reads the file: for a worker thread. */
    void check(Path file) throws IOException {
        if (!digest.equals(Base64.getEncoder().encodeToString(digest(file)))) {
            throw new Refused(Problem.of(ProblemCode.CHECKSUM_MISMATCH));
        }
    }

    private byte[] digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream in = new DigestInputStream(bytes, MessageDigest.getInstance(algorithm))) {
            in.transferTo(OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1 and SHA-256", e);
        }
    }

    private static Refused invalid() {
        return new Refused(Problem.invalid("Upload-Checksum", "must be sha1 or sha256 and a digest in Base64"));
    }
}
