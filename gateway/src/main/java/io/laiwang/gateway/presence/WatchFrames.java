package io.laiwang.gateway.presence;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.contracts.Problem;
import io.laiwang.contracts.ServerFrame;
import io.laiwang.gateway.limit.RateLimits;
import io.laiwang.gateway.stream.ClientFrame;
import io.laiwang.gateway.stream.FrameHandler;
import io.laiwang.kit.input.Ids;
import io.laiwang.kit.problem.Refused;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** {@code watch}: the list of those whose presence a stream gets; accounts that are no contacts are silently left out. */
@Singleton
class WatchFrames implements FrameHandler {
    private static final int MOST = 500;

    private final Watches watches;
    private final RateLimits limits;

    WatchFrames(Watches watches, RateLimits limits) {
        this.watches = watches;
        this.limits = limits;
    }

    @Override
    public Set<String> types() {
        return Set.of("watch");
    }

    @Override
    public void handle(ClientFrame frame) {
        limits.take(RateLimits.Limit.CALLS, frame.accountId());
        String ref = frame.ref();
        watches.watch(frame.stream(), accountIds(frame.body().path("accountIds")))
                .subscribe()
                .with(
                        list -> {
                            frame.stream().send(new ServerFrame.Ack(ref, null, null, null, null, null));
                            list.show();
                        },
                        frame::fail);
    }

    private static Set<UUID> accountIds(JsonNode given) {
        if (!given.isArray() || given.size() > MOST) {
            throw new Refused(Problem.invalid("accountIds", "must be an array of at most 500 account ids"));
        }
        Set<UUID> ids = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode id : given) {
            String field = "accountIds[%d]".formatted(index++);
            ids.add(Ids.parse(id.isTextual() ? id.textValue() : "")
                    .orElseThrow(() -> new Refused(Problem.invalid(field, "is not an account id"))));
        }
        return ids;
    }
}
