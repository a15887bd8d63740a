package io.laiwang.media;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a doodle can be read as. */
abstract class DoodleFormsContract extends DoodleSteps {
    @Test
    void isAPictureOfAnySize() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        Response own = as(ann).get(path + ".png");
        own.then().statusCode(200).header("Content-Type", "image/png").header("Cache-Control", "private");
        assertEquals(320, width(own));
        for (int time = 0; time < 2; time++) {
            Response small = as(ann).header("Accept", "image/png").get(path + "?size=16");
            assertEquals(16, width(small));
            as(ann).header("If-None-Match", small.header("ETag"))
                    .get(path + ".png?size=16")
                    .then()
                    .statusCode(304);
        }
        for (String size : new String[] {"15", "4097", "-1", "x", "1e3", "99999999999"}) {
            as(ann).get(path + ".png?size=" + size).then().statusCode(400).body("errors[0].field", equalTo("size"));
        }
        as(ann).delete(path).then().statusCode(204);
        as(ann).get(path + ".png").then().statusCode(404);
    }

    @Test
    void isSvgAndAReplay() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        for (String suffix : new String[] {".svg", ".replay.svg"}) {
            String svg = as(ann).get(path + suffix)
                    .then()
                    .statusCode(200)
                    .header("Content-Type", "image/svg+xml")
                    .extract()
                    .asString();
            assertTrue(svg.contains("viewBox=\"0 0 320 240\""), svg);
            assertEquals(suffix.equals(".replay.svg"), svg.contains("animation-delay:300ms"));
        }
    }

    @Test
    void servesWhatIsAskedForOrNothing() {
        String path = path(draw(DRAWING.formatted(WHITE)));
        as(ann).header("Accept", "text/html, application/*;q=0.5, image/png;q=0.1")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Type", "application/json");
        as(ann).header("Accept", "text/html, application/json;q=0")
                .get(path)
                .then()
                .statusCode(406)
                .body("code", equalTo("not-acceptable"));
        for (String unknown :
                new String[] {path + ".bmp", path + ".", path + ".svg.png", "/v1/doodles/x", "/v1/doodles/x.svg"}) {
            as(ann).get(unknown).then().statusCode(404);
        }
    }

    @Test
    void comesAndGoesAsInk() {
        String ink = as(ann).get(path(draw(DRAWING.formatted(WHITE))) + ".inkml")
                .then()
                .statusCode(200)
                .header("Content-Type", "application/inkml+xml")
                .extract()
                .asString();
        String again = path(drawInk(ink));
        as(ann).get(again + ".json")
                .then()
                .body("width", equalTo(320))
                .body("strokes[0].points[1][0]", equalTo(200.0625f))
                .body("strokes[1].tool", equalTo("marker"));
        drawInk("<!DOCTYPE ink [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ink><trace>&x;</trace></ink>")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("body"));
        drawInk("<ink><trace>1 2, 3</trace></ink>")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("strokes[0].points[1]"));
    }

    private Response drawInk(String ink) {
        return as(ann).config(binary("application/inkml+xml"))
                .contentType("application/inkml+xml")
                .body(ink.getBytes(StandardCharsets.UTF_8))
                .post("/v1/doodles");
    }

    /** As a PNG's header has it. */
    private static int width(Response png) {
        return ByteBuffer.wrap(png.then().statusCode(200).extract().asByteArray())
                .getInt(16);
    }
}
