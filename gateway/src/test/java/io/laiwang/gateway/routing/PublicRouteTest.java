package io.laiwang.gateway.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicRouteTest {
    @ParameterizedTest
    @CsvSource({
        "GET,    /v1/accounts,                       AUTH,  true",
        "GET,    /v1/accounts/me/export,             AUTH,  true",
        "POST,   /v1/accounts,                       AUTH,  false",
        "POST,   /v1/sessions,                       AUTH,  false",
        "POST,   /v1/sessions/refresh,               AUTH,  false",
        "DELETE, /v1/sessions/current,               AUTH,  true",
        "POST,   /v1/stream-tickets,                 AUTH,  true",
        "GET,    /.well-known/jwks.json,             AUTH,  false",
        "POST,   /v1/contact-requests/x/accept,      GROUP, true",
        "PATCH,  /v1/contacts/x,                     GROUP, true",
        "DELETE, /v1/groups/x/members/y,             GROUP, true",
        "POST,   /v1/conversations/x/messages/1/open, CHAT,  true",
        "GET,    /v1/conversations/x/messages/1,     CHAT,  true",
        "GET,    /v1/messages/search,                CHAT,  true",
        "POST,   /v1/media,                          MEDIA, true",
        "HEAD,   /v1/media/x,                        MEDIA, true",
        "POST,   /v1/doodles,                        MEDIA, true",
        "GET,    /v1/doodles/x.replay.svg,           MEDIA, true",
        "POST,   /v1/uploads,                        MEDIA, true",
        "PATCH,  /v1/uploads/x,                      MEDIA, true"
    })
    void leadsToItsService(String method, String path, Backend backend, boolean needsToken) {
        PublicRoute route = route(method, path).orElseThrow();
        assertEquals(backend, route.backend());
        assertEquals(needsToken, route.needsToken());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /internal/media/x/readers/y",
        "POST,    /internal/stream-tickets/redeem",
        "GET,     /v1/../internal/x",
        "GET,     /v1/contacts/",
        "GET,     /v1/contacts/x/y",
        "GET,     v1/contacts",
        "GET,     /V1/contacts",
        "GET,     /x/v1/contacts",
        "GET,     /v1/contactsx",
        "GET,     /v1/accounts/",
        "GET,     /xwell-known/jwks.json",
        "GET,     /.well-known/jwksxjson",
        "POST,    /v1/conversations/x/messages",
        "PUT,     /v1/accounts",
        "OPTIONS, /v1/accounts",
        "CONNECT, /v1/accounts",
        "GET,     /q/health",
        "GET,     /"
    })
    void whatIsNotListedLeadsNowhere(String method, String path) {
        assertFalse(route(method, path).isPresent());
    }

    @Test
    void aLineBreakIsNoWayAround() {
        for (String path : List.of("/v1/contacts\n", "\n/v1/contacts", "/v1/contacts\n/internal/x")) {
            assertFalse(route("GET", path).isPresent());
        }
    }

    @Test
    void onlyMediaAndDrawingsAreLargerThanAJsonBody() {
        assertEquals(
                List.of(
                        PublicRoute.UPLOAD,
                        PublicRoute.RESUMABLE_UPLOADS,
                        PublicRoute.RESUMABLE_UPLOAD,
                        PublicRoute.DOODLES),
                Arrays.stream(PublicRoute.values())
                        .filter(route -> route.maxBody() != 64 * 1024)
                        .toList());
        assertEquals(25 * 1024 * 1024, PublicRoute.UPLOAD.maxBody());
        assertEquals(2 * 1024 * 1024, PublicRoute.DOODLES.maxBody());
    }

    @Test
    void onlyWhoCannotHaveATokenYetNeedsNone() {
        assertEquals(
                List.of(PublicRoute.SIGN_UP, PublicRoute.LOGIN, PublicRoute.REFRESH, PublicRoute.JWKS),
                Arrays.stream(PublicRoute.values())
                        .filter(route -> !route.needsToken())
                        .toList());
        assertTrue(route("GET", "/v1/contacts").isPresent());
    }

    private static Optional<PublicRoute> route(String method, String path) {
        return PublicRoute.of(HttpMethod.valueOf(method), path);
    }
}
