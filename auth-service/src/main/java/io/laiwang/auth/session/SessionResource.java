package io.laiwang.auth.session;

import io.laiwang.auth.limit.LoginFailures;
import io.laiwang.kit.input.Checks;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.token.Caller;
import io.laiwang.kit.token.OpenToAll;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/sessions")
class SessionResource {
    private final Logins logins;
    private final Sessions sessions;
    private final LoginFailures failures;
    private final Caller caller;

    SessionResource(Logins logins, Sessions sessions, LoginFailures failures, Caller caller) {
        this.logins = logins;
        this.sessions = sessions;
        this.failures = failures;
        this.caller = caller;
    }

    record DeviceBody(@Nullable String name, @Nullable String platform) {}

    record Login(
            @Nullable String handle,
            @Nullable String password,
            @Nullable DeviceBody device) {}

    record Refresh(@Nullable String refreshToken) {}

    record Item(UUID id, Device device, Instant createdAt, Instant lastSeenAt, boolean current) {}

    record Items(List<Item> items) {}

    @POST
    @OpenToAll
    @ResponseStatus(201)
    public Uni<TokenPair> login(@Nullable Login body) {
        Login login = Checks.body(body);
        DeviceBody device = login.device();
        String name = device == null ? null : device.name();
        String platform = device == null ? null : device.platform();
        new Checks()
                .text("handle", login.handle(), 1, 1_000)
                .text("password", login.password(), 1, 1_000)
                .present("device", device)
                .text("device.name", name, 1, 64)
                .text("device.platform", platform, 1, 32)
                .orRefuse();
        String handle = String.valueOf(login.handle());
        return failures.count(
                handle,
                logins.login(
                        handle,
                        String.valueOf(login.password()),
                        new Device(String.valueOf(name), String.valueOf(platform))));
    }

    @POST
    @OpenToAll
    @Path("/refresh")
    public Uni<TokenPair> refresh(@Nullable Refresh body) {
        String token = Checks.body(body).refreshToken();
        new Checks().text("refreshToken", token, 1, 200).orRefuse();
        return sessions.refresh(String.valueOf(token));
    }

    @GET
    public Uni<Items> list() {
        return sessions.list(caller.accountId())
                .map(list -> new Items(list.stream().map(this::toItem).toList()));
    }

    @DELETE
    @Path("/current")
    public Uni<Void> endCurrent() {
        return sessions.end(caller.accountId(), caller.sessionId());
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> end(@PathParam("id") String id) {
        return sessions.end(caller.accountId(), Ids.inPath(id));
    }

    private Item toItem(Session session) {
        return new Item(
                session.id,
                new Device(session.deviceName, session.devicePlatform),
                session.createdAt,
                session.lastSeenAt,
                session.id.equals(caller.sessionId()));
    }
}
