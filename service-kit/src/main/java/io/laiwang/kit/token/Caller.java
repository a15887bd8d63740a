package io.laiwang.kit.token;

import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who makes the current request; set before a resource runs, by {@link CallerFilter}. */
@RequestScoped
public class Caller {
    private @Nullable Identity identity;

    void set(Identity identity) {
        this.identity = identity;
    }

    public UUID accountId() {
        return identity().accountId();
    }

    public UUID sessionId() {
        return identity().sessionId();
    }

    private Identity identity() {
        if (identity == null) {
            throw new IllegalStateException("an open endpoint asked who is calling");
        }
        return identity;
    }
}
