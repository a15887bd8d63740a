package io.laiwang.chat.sealed.key;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts a content with a key of its own, which is kept wrapped by the key of the day. A key of the day lies in a
 * folder outside the databases; when its day is over what still lives is wrapped anew, and it is destroyed. From then on
 * nothing that the databases' old pages, journals and backups hold can be opened. See docs/adr for why.
 */
@Singleton
public class ContentKeys {
    private static final Logger LOG = Logger.getLogger(ContentKeys.class);
    private static final String NO_KEY = "none";
    private static final Duration LONGEST_PERIOD = Duration.ofHours(23);

    private final KeyFolder folder;
    private final Duration period;
    private final Duration grace;
    private final Clock clock;
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    public ContentKeys(KeySettings settings, Clock clock) {
        if (settings.period().compareTo(LONGEST_PERIOD) > 0) {
            throw new IllegalArgumentException("laiwang.burn.keys.period is at most " + LONGEST_PERIOD);
        }
        this.folder = new KeyFolder(settings.dir());
        this.period = settings.period();
        this.grace = settings.grace();
        this.clock = clock;
    }

    /** @param bound the row that it is for: moved to another one it doesn't open */
    public Uni<Secret> seal(byte[] content, byte[] bound) {
        return key(today(), true).map(day -> {
            byte[] own = AesGcm.newKey();
            return new Secret(AesGcm.encrypt(own, content, bound), AesGcm.encrypt(day.bytes(), own, bound), day.id());
        });
    }

    /** Fails with {@link Unreadable} when it can never be opened. */
    public Uni<byte[]> open(Secret secret, byte[] bound) {
        return key(secret.keyId(), false)
                .map(day -> AesGcm.decrypt(
                        AesGcm.decrypt(day.bytes(), secret.wrappedKey(), bound), secret.content(), bound));
    }

    /** The same content under today's key. What its own key doesn't open is under no key, and holds none up. */
    public Uni<Secret> rewrap(Secret secret, byte[] bound) {
        return key(secret.keyId(), false).chain(before -> rewrap(secret, bound, before.bytes()));
    }

    private Uni<Secret> rewrap(Secret secret, byte[] bound, byte[] before) {
        try {
            byte[] own = AesGcm.decrypt(before, secret.wrappedKey(), bound);
            return key(today(), true)
                    .map(day -> new Secret(secret.content(), AesGcm.encrypt(day.bytes(), own, bound), day.id()));
        } catch (Unreadable e) {
            LOG.errorf("a content is given up: %s", e.getMessage());
            return Uni.createFrom().item(new Secret(secret.content(), secret.wrappedKey(), NO_KEY));
        }
    }

    /** The start of the period, in seconds since 1970: ids sort by age. */
    public String today() {
        return dayOf(clock.instant());
    }

    private String dayOf(Instant time) {
        long seconds = Math.max(1, period.toSeconds());
        return "%012d".formatted(time.getEpochSecond() / seconds * seconds);
    }

    /**
     * Keys that nobody encrypts with any more: their day is over, and the grace. One that another instance has destroyed is
     * forgotten here as well.
     */
    public Uni<List<String>> past() {
        return blocking(from -> {
            List<String> ids = from.ids();
            known.keySet().retainAll(ids);
            String oldest = dayOf(clock.instant().minus(grace));
            return ids.stream().filter(id -> id.compareTo(oldest) < 0).toList();
        });
    }

    public Uni<Void> destroy(String id) {
        known.remove(id);
        return blocking(folder -> {
                    folder.destroy(id);
                    return id;
                })
                .replaceWithVoid();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record DayKey(String id, byte[] bytes) {}

    private Uni<DayKey> key(String id, boolean make) {
        byte[] bytes = known.get(id);
        return bytes != null
                ? Uni.createFrom().item(new DayKey(id, bytes))
                : blocking(folder -> load(folder, id, make)).map(loaded -> new DayKey(id, loaded));
    }

    private byte[] load(KeyFolder from, String id, boolean make) {
        byte @Nullable [] bytes = make ? from.make(id) : from.read(id).orElse(null);
        if (bytes == null) {
            throw new Unreadable("the key of the day " + id + " is gone");
        }
        known.put(id, bytes);
        return bytes;
    }

    private <T> Uni<T> blocking(Function<KeyFolder, T> work) {
        return Uni.createFrom().item(() -> work.apply(folder)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
