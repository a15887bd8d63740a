package io.laiwang.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the tree looks like a key that opens something. */
class SecretsTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of(".git", ".laiwang", "target", "node_modules");

    private static final Pattern SECRET = Pattern.compile(String.join(
            "|",
            "-----BEGIN [A-Z ]*PRIVATE" + " KEY",
            "\\bAKIA[0-9A-Z]{16}\\b",
            "\\bgh[pousr]_[A-Za-z0-9]{36}",
            "\\bgithub_pat_\\w{40}",
            "\\bxox[abprs]-[0-9A-Za-z-]{10}",
            "\\bAIza[0-9A-Za-z_-]{35}",
            "\\bsk_live_[0-9a-zA-Z]{20}",
            // a token in JWT's form, with its signature
            "\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{20,}",
            // a URL with a password in it that is no variable
            "[a-z]+://\\w+:(?!\\$|<|\\{|%)[A-Za-z0-9+/=_-]{16,}@"));

    @Test
    void noFileHoldsASecret() throws IOException {
        List<String> found = new ArrayList<>();
        int[] files = {0};
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files[0]++;
                if (SECRET.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .find()) {
                    found.add(ROOT.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(files[0] > 500);
        assertEquals(List.of(), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AKIA" + "ABCDEFGHIJKLMNOP", "postgresql://laiwang" + ":kX9dQ2mB7vR4tZ1cYw@host"})
    void whatLooksLikeOneIsFound(String text) {
        assertTrue(SECRET.matcher(text).find());
    }
}
