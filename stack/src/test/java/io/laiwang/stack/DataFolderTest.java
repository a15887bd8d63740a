package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void staysWithTheStoreThatItBeganWith() throws IOException {
        DataFolder.open(folder, "postgresql").close();

        StackException refused = assertThrows(
                StackException.class, () -> DataFolder.open(folder, "mongodb").close());

        assertTrue(refused.getMessage().contains("--store postgresql"), refused.getMessage());
        DataFolder.open(folder, "postgresql").close();
    }

    @Test
    void keepsASecretForItsOwnerAlone() throws IOException {
        String secret;
        try (DataFolder data = DataFolder.open(folder, "postgresql")) {
            secret = data.secret("token");
            assertEquals(secret, data.secret("token"));
        }
        try (DataFolder data = DataFolder.open(folder, "postgresql")) {
            assertEquals(secret, data.secret("token"), "the same at every start");
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets/token"))));
        assertEquals(44, secret.length());
    }
}
