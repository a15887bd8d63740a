package io.laiwang.media;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.laiwang.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Resumable uploads as a client of the tus protocol makes them. */
abstract class TusContract extends MediaSteps {
    private static final String BYTES = "application/offset+octet-stream";

    private final byte[] picture = Pictures.png(3, 2, true);

    @Test
    void saysWhatItOffers() {
        as(ann).options("/v1/uploads")
                .then()
                .statusCode(204)
                .header("Tus-Version", "1.0.0")
                .header("Tus-Resumable", "1.0.0")
                .header("Tus-Max-Size", "26214400")
                .header("Tus-Extension", "creation,creation-with-upload,termination,checksum,expiration")
                .header("Tus-Checksum-Algorithm", "sha1,sha256");
    }

    @Test
    void becomesAMediumWithItsLastByte() {
        String upload = create(picture.length, "image/png");
        append(upload, 0, Arrays.copyOf(picture, 30)).then().statusCode(204).header("Upload-Offset", "30");
        as(ann).get(medium(upload)).then().statusCode(404);
        tus().head(upload)
                .then()
                .statusCode(200)
                .header("Upload-Offset", "30")
                .header("Upload-Length", String.valueOf(picture.length))
                .header("Upload-Metadata", startsWith("filetype "))
                .header("Upload-Expires", notNullValue())
                .header("Cache-Control", "no-store");
        append(upload, 30, Arrays.copyOfRange(picture, 30, picture.length))
                .then()
                .statusCode(204);
        byte[] served = as(ann).get(medium(upload))
                .then()
                .statusCode(200)
                .header("Content-Type", "image/png")
                .extract()
                .asByteArray();
        assertArrayEquals(Pictures.png(3, 2, false), served);
        tus().head(upload).then().statusCode(200).header("Upload-Offset", String.valueOf(picture.length));
        append(upload, 30, new byte[1]).then().statusCode(409);
    }

    @Test
    void takesTheFirstBytesWithTheCreation() {
        String upload = tus().contentType(BYTES)
                .header("Upload-Length", picture.length)
                .body(picture)
                .post("/v1/uploads")
                .then()
                .statusCode(201)
                .header("Upload-Offset", String.valueOf(picture.length))
                .extract()
                .header("Location");
        as(ann).get(medium(upload)).then().statusCode(200).header("Content-Type", "image/png");
    }

    @Test
    void keepsWhatCameBeforeTheConnectionBroke() throws IOException {
        String upload = create(1_000, "text/plain");
        try (Socket socket = beginPatch(upload, 700)) {
            Awaitility.await().during(Duration.ofMillis(300)).until(socket::isConnected);
        }
        Awaitility.await().untilAsserted(() -> tus().head(upload).then().header("Upload-Offset", "700"));
        append(upload, 700, new byte[300]).then().statusCode(204);
        as(ann).get(medium(upload)).then().statusCode(200).header("Content-Length", "1000");
    }

    /** Who says nothing more holds no place for ever. */
    @Test
    void closesOnWhoFallsSilentAndKeepsWhatCame() throws IOException {
        String upload = create(1_000, "text/plain");
        try (Socket socket = beginPatch(upload, 600)) {
            socket.setSoTimeout(30_000);
            assertEquals(-1, socket.getInputStream().read());
        }
        Awaitility.await().untilAsserted(() -> tus().head(upload).then().header("Upload-Offset", "600"));
    }

    private Socket beginPatch(String upload, int bytes) throws IOException {
        Socket socket = new Socket("localhost", RestAssured.port);
        String head = "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\n"
                + "Upload-Offset: 0\r\nContent-Type: %s\r\nContent-Length: 1000\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.formatted(upload, TestTokens.of(ann), BYTES).getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[bytes]);
        out.flush();
        return socket;
    }

    @Test
    void keepsAPartWithItsChecksumOnly() throws NoSuchAlgorithmException {
        String upload = create(8, "text/plain");
        byte[] part = "abcd".getBytes(StandardCharsets.US_ASCII);
        String sha1 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(part));
        appendChecked(upload, part, "sha1 " + sha1.replace(sha1.charAt(0), sha1.charAt(1)))
                .then()
                .statusCode(460)
                .body("code", equalTo("checksum-mismatch"));
        appendChecked(upload, part, "md5 " + sha1)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("Upload-Checksum"));
        tus().head(upload).then().header("Upload-Offset", "0");
        appendChecked(upload, part, "sha1 " + sha1).then().statusCode(204).header("Upload-Offset", "4");
    }

    @Test
    void ofTwoAtOnceOneIsKept() throws InterruptedException {
        String upload = create(100_000, "text/plain");
        List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            for (int n = 0; n < 4; n++) {
                byte[] bytes = new byte[50_000];
                Arrays.fill(bytes, (byte) ('a' + n));
                senders.execute(() -> answers.add(append(upload, 0, bytes).statusCode()));
            }
        }
        Collections.sort(answers);
        assertEquals(List.of(204, 409, 409, 409), answers);
        append(upload, 50_000, new byte[50_000]).then().statusCode(204);
        byte[] all = as(ann).get(medium(upload)).asByteArray();
        assertEquals(100_000, all.length);
        for (int n = 1; n < 50_000; n++) {
            assertEquals(all[0], all[n]);
        }
    }

    @Test
    void refusesWhatCannotBe() {
        RequestSpecification unversioned = as(ann).header("Upload-Length", 5);
        unversioned
                .post("/v1/uploads")
                .then()
                .statusCode(412)
                .header("Tus-Version", "1.0.0")
                .body("code", equalTo("unsupported-tus-version"));
        tus().post("/v1/uploads").then().statusCode(400).body("errors[0].field", equalTo("Upload-Length"));
        tus().header("Upload-Length", 0).post("/v1/uploads").then().statusCode(400);
        tus().header("Upload-Length", 26214401).post("/v1/uploads").then().statusCode(413);
        tus().header("Upload-Length", 5)
                .header("Upload-Metadata", "a b c")
                .post("/v1/uploads")
                .then()
                .statusCode(400);
        String upload = create(5, "image/png");
        append(upload, 1, new byte[1]).then().statusCode(409).body("code", equalTo("upload-conflict"));
        append(upload, 0, new byte[6]).then().statusCode(413);
        tus().contentType("text/plain")
                .header("Upload-Offset", 0)
                .body("x")
                .patch(upload)
                .then()
                .statusCode(415);
        tus().head("/v1/uploads/" + UUID.randomUUID()).then().statusCode(404).header("Tus-Resumable", "1.0.0");
        as(ben).header("Tus-Resumable", "1.0.0").head(upload).then().statusCode(404);
        as(ben).header("Tus-Resumable", "1.0.0").delete(upload).then().statusCode(404);
        append(upload, 0, "hello".getBytes()).then().statusCode(415);
        tus().head(upload).then().statusCode(404);
    }

    @Test
    void endsWhenItIsToldOrAfterADay() {
        String ended = create(5, "text/plain");
        append(ended, 0, new byte[3]);
        tus().delete(ended).then().statusCode(204);
        tus().head(ended).then().statusCode(404);

        String forgotten = create(5, "text/plain");
        append(forgotten, 0, new byte[3]);
        sweepAfter(Duration.ofHours(23));
        tus().head(forgotten).then().statusCode(200);
        sweepAfter(Duration.ofHours(25));
        tus().head(forgotten).then().statusCode(404);
        tus().header("Upload-Length", 25 * 1024 * 1024)
                .post("/v1/uploads")
                .then()
                .statusCode(201);
        tus().header("Upload-Length", 25 * 1024 * 1024)
                .post("/v1/uploads")
                .then()
                .statusCode(413)
                .body("code", equalTo("quota-exceeded"));
    }

    private String create(int length, String type) {
        return tus().header("Upload-Length", length)
                .header("Upload-Metadata", "filetype " + Base64.getEncoder().encodeToString(type.getBytes()))
                .post("/v1/uploads")
                .then()
                .statusCode(201)
                .header("Location", startsWith("/v1/uploads/"))
                .extract()
                .header("Location");
    }

    private Response append(String upload, long offset, byte[] bytes) {
        return tus().contentType(BYTES)
                .header("Upload-Offset", offset)
                .body(bytes)
                .patch(upload);
    }

    private Response appendChecked(String upload, byte[] bytes, String checksum) {
        return tus().contentType(BYTES)
                .header("Upload-Offset", 0)
                .header("Upload-Checksum", checksum)
                .body(bytes)
                .patch(upload);
    }

    private RequestSpecification tus() {
        return as(ann).header("Tus-Resumable", "1.0.0");
    }

    private static String medium(String upload) {
        return upload.replace("uploads", "media");
    }
}
