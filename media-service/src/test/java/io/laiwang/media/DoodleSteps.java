package io.laiwang.media;

import static io.restassured.RestAssured.given;

import io.laiwang.testing.EmbeddedStack;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;

/** What people do with doodles. */
abstract class DoodleSteps extends MediaSteps {
    static final String DRAWING = """
        {"width":320,"height":240,"background":%s,"strokes":[\
        {"tool":"pen","color":"#1a2b3c","width":4,"points":[[10,10,0,0.5],[200.0625,100,120,1]]},\
        {"tool":"marker","color":"#ffcc00","width":24,"points":[[10,200,300,1]]}]}\
        """;

    static final String WHITE = "{\"color\":\"#ffffff\"}";

    Response draw(String json) {
        return drawAs(ann, json);
    }

    Response drawAs(UUID account, String json) {
        return as(account).contentType(ContentType.JSON).body(json).post("/v1/doodles");
    }

    String picture() {
        return upload(Pictures.png(3, 2, false), "image/png").path("id");
    }

    static String onPicture(String id) {
        return DRAWING.formatted("{\"mediaId\":\"" + id + "\"}");
    }

    static String path(Response made) {
        return "/v1/doodles/" + made.path("id");
    }

    static io.restassured.config.RestAssuredConfig binary(String type) {
        return RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(type, ContentType.BINARY));
    }

    static Response internal(String kind, String id, UUID account) {
        return given().header("Authorization", "Bearer " + EmbeddedStack.SERVICE_TOKEN)
                .get("/internal/" + kind + "/" + id + "/readers/" + account);
    }
}
