package io.laiwang.stack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.laiwang.stack.process.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path folder;

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    @Test
    void stopEndsAProcessThatIgnoresTheSignal() {
        Child child = start("trap '' TERM; echo up; while :; do sleep 0.1; done");
        await().until(() -> lines.contains("up"));
        ProcessHandle process = child.process().orElseThrow();

        child.stop();

        await().until(() -> !process.isAlive());
        assertFalse(child.isAlive());
    }

    @Test
    void aDeathIsNoticed() {
        Child child = start("echo up; exec sleep 60");
        await().until(() -> lines.contains("up"));
        assertTrue(child.isAlive());

        child.process().orElseThrow().destroyForcibly();

        await().until(() -> !child.isAlive());
    }

    @Test
    void nothingOutlivesAStackThatIsKilled() throws Exception {
        Process stack = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneChild.class.getName(),
                        folder.toString())
                .start();
        long pid = Long.parseLong(stack.inputReader().readLine());
        ProcessHandle orphan = ProcessHandle.of(pid).orElseThrow();
        assertTrue(orphan.isAlive());

        stack.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(10)).until(() -> !orphan.isAlive());
    }

    private Child start(String script) {
        return Child.start(spec(script, folder), lines::add);
    }

    private static Child.Spec spec(String script, Path folder) {
        return new Child.Spec("test", List.of("sh", "-c", script), Map.of(), folder, "TERM", Duration.ofSeconds(1));
    }

    /** A JVM that starts one child, says its pid and waits to be killed. */
    static final class OneChild {
        private OneChild() {}

        public static void main(String[] arguments) throws InterruptedException {
            Child child = Child.start(spec("exec sleep 600", Path.of(arguments[0])), line -> {});
            System.out.println(child.process().orElseThrow().pid());
            System.out.flush();
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
