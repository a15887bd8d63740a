package io.laiwang.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeExecutablesTest {
    @TempDir
    private Path checkout;

    @Test
    void findsWhatTheBuildLeft() throws IOException {
        Path target = Files.createDirectories(checkout.resolve("gateway/target/quarkus-app"))
                .getParent();
        Path executable = Files.createFile(target.resolve("gateway-0.1.0-SNAPSHOT-runner"));
        Files.createFile(target.resolve("gateway-0.1.0-SNAPSHOT-runner.jar"));

        assertEquals(executable, NativeExecutables.of(Service.GATEWAY, checkout));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Files.createDirectories(checkout.resolve("gateway/target"));

        for (Service service : new Service[] {Service.GATEWAY, Service.CHAT_SERVICE}) {
            StackException missing = assertThrows(StackException.class, () -> NativeExecutables.of(service, checkout));
            assertTrue(missing.getMessage().contains("no native executable of " + service.id()), missing.getMessage());
        }
    }
}
