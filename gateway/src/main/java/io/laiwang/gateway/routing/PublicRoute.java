package io.laiwang.gateway.routing;

import io.laiwang.gateway.limit.RateLimits.Limit;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The allow-list: what isn't here doesn't pass. {@code *} stands for one segment. */
@SuppressWarnings("ImmutableEnumChecker") // patterns and sets of constants, never changed
enum PublicRoute {
    SIGN_UP(Backend.AUTH, Access.ALL, "/v1/accounts", HttpMethod.POST),
    ACCOUNT_BY_HANDLE(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts", HttpMethod.GET),
    ACCOUNT(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/*", HttpMethod.GET),
    OWN_ACCOUNT(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me", HttpMethod.PATCH, HttpMethod.DELETE),
    EXPORT(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me/export", HttpMethod.GET),
    PASSWORD(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me/password", HttpMethod.PUT),
    QR_CARD(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me/qr", HttpMethod.GET),
    QR_CODE(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me/qr-code", HttpMethod.GET),
    NEW_QR_CODE(Backend.AUTH, Access.SIGNED_IN, "/v1/accounts/me/qr-code", HttpMethod.POST),
    LOGIN(Backend.AUTH, Access.ALL, "/v1/sessions", HttpMethod.POST),
    SESSIONS(Backend.AUTH, Access.SIGNED_IN, "/v1/sessions", HttpMethod.GET),
    REFRESH(Backend.AUTH, Access.ALL, "/v1/sessions/refresh", HttpMethod.POST),
    SESSION(Backend.AUTH, Access.SIGNED_IN, "/v1/sessions/*", HttpMethod.DELETE),
    STREAM_TICKETS(Backend.AUTH, Access.SIGNED_IN, "/v1/stream-tickets", HttpMethod.POST),
    JWKS(Backend.AUTH, Access.ALL, "/.well-known/jwks.json", HttpMethod.GET),

    CONTACT_REQUESTS(Backend.GROUP, Access.SIGNED_IN, "/v1/contact-requests", HttpMethod.GET, HttpMethod.POST),
    CONTACT_REQUEST_ACCEPT(Backend.GROUP, Access.SIGNED_IN, "/v1/contact-requests/*/accept", HttpMethod.POST),
    CONTACT_REQUEST_DECLINE(Backend.GROUP, Access.SIGNED_IN, "/v1/contact-requests/*/decline", HttpMethod.POST),
    CONTACTS(Backend.GROUP, Access.SIGNED_IN, "/v1/contacts", HttpMethod.GET),
    CONTACT_SUGGESTIONS(Backend.GROUP, Access.SIGNED_IN, "/v1/contacts/suggestions", HttpMethod.GET),
    CONTACT(Backend.GROUP, Access.SIGNED_IN, "/v1/contacts/*", HttpMethod.PATCH, HttpMethod.DELETE),
    BLOCKS(Backend.GROUP, Access.SIGNED_IN, "/v1/blocks", HttpMethod.GET),
    BLOCK(Backend.GROUP, Access.SIGNED_IN, "/v1/blocks/*", HttpMethod.PUT, HttpMethod.DELETE),
    GROUPS(Backend.GROUP, Access.SIGNED_IN, "/v1/groups", HttpMethod.GET, HttpMethod.POST),
    GROUP(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*", HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE),
    GROUP_MEMBERS(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/members", HttpMethod.GET, HttpMethod.POST),
    GROUP_MEMBER(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/members/*", HttpMethod.PATCH, HttpMethod.DELETE),
    GROUP_INVITES(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/invites", HttpMethod.POST),
    GROUP_INVITE(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/invites/*", HttpMethod.DELETE),
    GROUP_INVITE_QR(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/invites/*/qr", HttpMethod.GET),
    GROUP_JOIN_REQUESTS(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/join-requests", HttpMethod.GET),
    GROUP_JOIN_APPROVE(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/join-requests/*/approve", HttpMethod.POST),
    GROUP_JOIN_DECLINE(Backend.GROUP, Access.SIGNED_IN, "/v1/groups/*/join-requests/*/decline", HttpMethod.POST),
    INVITE(Backend.GROUP, Access.SIGNED_IN, "/v1/invites/*", HttpMethod.GET),
    INVITE_JOIN(Backend.GROUP, Access.SIGNED_IN, "/v1/invites/*/join", HttpMethod.POST),

    CONVERSATIONS(Backend.CHAT, Access.SIGNED_IN, "/v1/conversations", HttpMethod.GET),
    MESSAGES(Backend.CHAT, Access.SIGNED_IN, "/v1/conversations/*/messages", HttpMethod.GET),
    OPEN(Backend.CHAT, Access.SIGNED_IN, "/v1/conversations/*/messages/*/open", HttpMethod.POST),
    MESSAGE(Backend.CHAT, Access.SIGNED_IN, "/v1/conversations/*/messages/*", HttpMethod.GET),
    SEARCH(Backend.CHAT, Access.SIGNED_IN, "/v1/messages/search", HttpMethod.GET),

    UPLOAD(Backend.MEDIA, Access.SIGNED_IN, "/v1/media", HttpMethod.POST),
    RESUMABLE_UPLOADS(Backend.MEDIA, Access.SIGNED_IN, "/v1/uploads", HttpMethod.OPTIONS, HttpMethod.POST),
    RESUMABLE_UPLOAD(
            Backend.MEDIA, Access.SIGNED_IN, "/v1/uploads/*", HttpMethod.HEAD, HttpMethod.PATCH, HttpMethod.DELETE),
    MEDIUM(Backend.MEDIA, Access.SIGNED_IN, "/v1/media/*", HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE),
    THUMBNAIL(Backend.MEDIA, Access.SIGNED_IN, "/v1/media/*/thumbnail", HttpMethod.GET),
    DOODLES(Backend.MEDIA, Access.SIGNED_IN, "/v1/doodles", HttpMethod.POST),
    DOODLE(Backend.MEDIA, Access.SIGNED_IN, "/v1/doodles/*", HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

    enum Access {
        ALL,
        SIGNED_IN
    }

    private static final Map<PublicRoute, Limit> LIMITS = Map.of(
            SIGN_UP,
            Limit.SIGN_UPS,
            LOGIN,
            Limit.LOGIN_FAILURES,
            REFRESH,
            Limit.REFRESHES,
            NEW_QR_CODE,
            Limit.QR_CODES,
            EXPORT,
            Limit.EXPORTS);

    /** Of an id, a code or a drawing's name: what a service would decode or cut off isn't what was looked at here. */
    private static final String SEGMENT = "[A-Za-z0-9._~-]+";

    private final Backend backend;
    private final Access access;
    private final Pattern path;
    private final Set<HttpMethod> methods;

    PublicRoute(Backend backend, Access access, String path, HttpMethod... methods) {
        this.backend = backend;
        this.access = access;
        this.path = Pattern.compile(path.replace(".", "\\.").replace("*", SEGMENT));
        this.methods = Set.of(methods);
    }

    static Optional<PublicRoute> of(HttpMethod method, String path) {
        return Arrays.stream(values())
                .filter(route -> route.methods.contains(method)
                        && route.path.matcher(path).matches())
                .findFirst();
    }

    Backend backend() {
        return backend;
    }

    /** What is counted besides the calls of an account. */
    Optional<Limit> limit() {
        return Optional.ofNullable(LIMITS.get(this));
    }

    boolean needsToken() {
        return access == Access.SIGNED_IN;
    }

    /** Only bytes of media and drawings may be larger than a JSON body. */
    long maxBody() {
        if (this == UPLOAD || this == RESUMABLE_UPLOADS || this == RESUMABLE_UPLOAD) {
            return 25L * 1024 * 1024;
        }
        return this == DOODLES ? 2L * 1024 * 1024 : BodyLimit.JSON_BYTES;
    }

    /** Its service may think for longer: over a large request, or because it asks all the others. */
    boolean isSlow() {
        return maxBody() > BodyLimit.JSON_BYTES || this == EXPORT;
    }
}
