package io.laiwang.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients that tus itself gives out upload here as they are. */
class TusStoryTest {
    private static final String JS_CLIENT = "tus-js-client@4.3.1";
    private static final int PIECE = 64 * 1024;

    private final World world = World.get();
    private final Person alice = world.person("alice");
    private final byte[] bytes = noise();

    @Test
    void theJavaClientGoesOnWhereItBrokeOff() throws Exception {
        TusClient client = new TusClient();
        client.setUploadCreationURL(URI.create(world.url() + "/v1/uploads").toURL());
        client.setHeaders(Map.of("Authorization", "Bearer " + alice.api().token()));
        client.enableResuming(new TusURLMemoryStore());
        TusUploader first = client.createUpload(upload());
        first.setChunkSize(PIECE);
        first.setRequestPayloadSize(PIECE);
        first.uploadChunk();
        first.uploadChunk();
        first.finish();

        TusUploader second = client.resumeUpload(upload());
        assertEquals(2 * PIECE, second.getOffset());
        second.setChunkSize(PIECE);
        while (second.uploadChunk() > -1) {
            // piece by piece
        }
        second.finish();

        assertArrayEquals(bytes, medium(second.getUploadURL().getPath()));
    }

    @Test
    void theJavaScriptClientGoesOnAndTakesBack(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("noise"), bytes);
        Files.copy(Path.of("src/test/resources/tus-upload.cjs"), folder.resolve("tus-upload.cjs"));
        install(folder);

        String said = run(
                folder,
                List.of(
                        "node",
                        "tus-upload.cjs",
                        world.url(),
                        String.valueOf(alice.api().token()),
                        file.toString()));
        JsonNode uploaded = Json.MAPPER.readTree(said);
        assertTrue(uploaded.get("brokenOff").asBoolean());
        assertArrayEquals(bytes, medium(URI.create(uploaded.get("url").asText()).getPath()));
        assertEquals(
                404,
                alice.api()
                        .get(URI.create(uploaded.get("dropped").asText())
                                .getPath()
                                .replace("/uploads/", "/media/"))
                        .status());
    }

    private byte[] medium(String upload) {
        Api.Reply medium = alice.api().get(upload.replace("/uploads/", "/media/"));
        assertEquals(200, medium.status());
        return medium.raw().body();
    }

    private TusUpload upload() throws IOException {
        TusUpload upload = new TusUpload();
        upload.setSize(bytes.length);
        upload.setInputStream(new ByteArrayInputStream(bytes));
        upload.setFingerprint("one and the same");
        return upload;
    }

    private static byte[] noise() {
        byte[] noise = new byte[5 * PIECE + 17];
        new Random(8).nextBytes(noise);
        return noise;
    }

    /** Where npm isn't, or reaches no registry, the story is skipped by name. */
    private static void install(Path folder) throws IOException, InterruptedException {
        try {
            run(folder, List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), JS_CLIENT));
        } catch (IOException | AssertionError e) {
            String missing = "SKIPPED: tus-js-client: " + e.getMessage();
            System.out.println(missing);
            Assumptions.abort(missing);
        }
    }

    private static String run(Path folder, List<String> command) throws IOException, InterruptedException {
        File errors = folder.resolve("errors").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it hangs");
        assertEquals(0, process.exitValue(), () -> said + errors);
        return said;
    }
}
