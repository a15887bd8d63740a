package io.laiwang.auth;

import static io.laiwang.auth.Exports.export;
import static io.laiwang.auth.Exports.tells;
import static io.laiwang.auth.Exports.withNothing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Json;
import io.laiwang.testing.EmbeddedStack;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** An account takes away what is its own. */
@QuarkusTest
@WithTestResource(value = EmbeddedStack.class, initArgs = @ResourceArg(name = "database", value = "auth"))
@WithTestResource(OtherServices.class)
class ExportTest {
    @Test
    void hasWhatIsTheAccountsOwnAndSaysHowMuchItIs() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        UUID picture = UUID.randomUUID();
        UUID doodle = UUID.randomUUID();
        tells(ann, "contacts", "{\"items\":[{\"alias\":\"Benny\"}],\"nextCursor\":\"next\"}");
        tells(ann, "contacts?cursor=next", "{\"items\":[{\"alias\":\"Cat\"},{\"alias\":null}],\"nextCursor\":null}");
        tells(ann, "groups", "{\"items\":[{\"name\":\"Trip\"}],\"nextCursor\":null}");
        tells(ann, "messages", "{\"items\":[],\"nextCursor\":\"more\"}");
        tells(
                ann,
                "messages?cursor=more",
                "{\"items\":[{\"seq\":1,\"content\":{\"text\":\"hi\"}}],\"nextCursor\":null}");
        tells(ann, "media", """
                {"items":[{"id":"%s","contentType":"image/png","size":600000},
                {"id":"%s","contentType":"application/vnd.laiwang.doodle","size":7}],"nextCursor":null}""".formatted(picture, doodle));
        OtherServices.blob(ann.id(), picture, 600_000);
        tells(ann, "doodles/" + doodle, "{\"strokes\":[]}");

        Map<String, byte[]> files = files(ann);

        assertEquals(
                List.of(
                        "profile.json",
                        "contacts.json",
                        "blocks.json",
                        "groups.json",
                        "messages.json",
                        "media/%s.png".formatted(picture),
                        "doodles/%s.json".formatted(doodle),
                        "manifest.json"),
                List.copyOf(files.keySet()));
        assertEquals(ann.handle(), json(files, "profile.json").get("handle").asText());
        assertEquals(List.of("Benny", "Cat", "null"), texts(json(files, "contacts.json"), "alias"));
        assertEquals(0, json(files, "blocks.json").size());
        assertEquals("hi", json(files, "messages.json").at("/0/content/text").asText());
        assertBytes(600_000, files.get("media/%s.png".formatted(picture)));
        JsonNode manifest = json(files, "manifest.json");
        assertEquals(ann.id().toString(), manifest.get("accountId").asText());
        assertEquals(
                Json.MAPPER.readTree(
                        "{\"blocks\":0,\"contacts\":3,\"doodles\":1,\"groups\":1,\"media\":1,\"messages\":1}"),
                Json.MAPPER.readTree(manifest.get("counts").toString()));
    }

    @Test
    void namesItsFilesItselfWhateverOthersSay() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        UUID medium = UUID.randomUUID();
        tells(ann, "messages", """
                {"items":[{"content":{"type":"file","mediaId":"%s","name":"../../../etc/passwd"}}],"nextCursor":null}""".formatted(medium));
        tells(ann, "media", """
                {"items":[{"id":"%s","contentType":"../../x/y","size":5}],"nextCursor":null}""".formatted(medium));
        OtherServices.blob(ann.id(), medium, 5);

        assertTrue(files(ann).keySet().stream()
                .allMatch(name -> name.matches("[a-z]+\\.json|(media|doodles)/[0-9a-f-]{36}\\.[a-z0-9]{3,4}")));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        Someone ben = withNothing(Someone.signUp());
        tells(ann, "messages", "{\"items\":[{\"content\":{\"text\":\"a secret of Ann\"}}],\"nextCursor\":null}");

        assertEquals(0, json(files(ben), "messages.json").size());
        RestAssured.get("/v1/accounts/me/export").then().statusCode(401);
        ben.call(Map.of("password", Someone.PASSWORD))
                .delete("/v1/accounts/me")
                .then()
                .statusCode(202);
        ben.call().get("/v1/accounts/me/export").then().statusCode(404);
    }

    @Test
    void whatIsDeletedMeanwhileIsNotInIt() throws IOException {
        Someone ann = withNothing(Someone.signUp());
        tells(ann, "media", """
                {"items":[{"id":"%s","contentType":"image/png","size":5}],"nextCursor":null}""".formatted(UUID.randomUUID()));

        JsonNode manifest = json(files(ann), "manifest.json");
        assertFalse(manifest.get("counts").has("media"));
    }

    private static Map<String, byte[]> files(Someone who) throws IOException {
        HttpResponse<InputStream> answer = export(who);
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/zip", answer.headers().firstValue("Content-Type").orElseThrow());
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(answer.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static JsonNode json(Map<String, byte[]> files, String name) {
        try {
            return Json.MAPPER.readTree(files.get(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.get(field).asText()));
        return texts;
    }

    private static void assertBytes(int size, byte[] bytes) {
        assertEquals(size, bytes.length);
        for (int i = 0; i < size; i++) {
            if (bytes[i] != OtherServices.byteAt(i)) {
                throw new AssertionError("another byte at " + i);
            }
        }
    }
}
