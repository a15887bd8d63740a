package io.laiwang.media.account;

import io.laiwang.media.medium.ReferenceStore.Kind;
import io.laiwang.media.medium.References;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The avatar of an account refers to a medium, so that everyone sees it and it is kept. */
@Singleton
class AccountAvatars {
    private final AvatarStore store;
    private final References references;

    AccountAvatars(AvatarStore store, References references) {
        this.store = store;
        this.references = references;
    }

    /** The version first: told again, the latest refers again, and an older one never. */
    Uni<Void> set(UUID accountId, @Nullable UUID mediaId, long version) {
        return store.set(accountId, mediaId, version)
                .chain(latest ->
                        latest ? refer(accountId, mediaId) : Uni.createFrom().voidItem());
    }

    private Uni<Void> refer(UUID accountId, @Nullable UUID mediaId) {
        return mediaId == null
                ? references.release(Kind.AVATAR, accountId)
                : references.refer(Kind.AVATAR, accountId, mediaId);
    }

    Uni<Void> forget(UUID accountId) {
        return references.release(Kind.AVATAR, accountId).chain(() -> store.forget(accountId));
    }
}
