package io.laiwang.auth.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.laiwang.auth.account.Account;
import io.laiwang.auth.account.OwnProfile;
import io.laiwang.auth.export.Archive.File;
import io.laiwang.contracts.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The files of one export, in their order. The last one counts what is in the others, so that who has it knows that it has
 * everything; a service that can't be asked fails the whole.
 */
final class Contents {
    private final Account account;
    private final Sources sources;
    private final MediaFiles mediaFiles;
    private final Clock clock;
    private final Map<String, Long> counts = new TreeMap<>();

    Contents(Account account, Sources sources, MediaFiles mediaFiles, Clock clock) {
        this.account = account;
        this.sources = sources;
        this.mediaFiles = mediaFiles;
        this.clock = clock;
    }

    /** @param counts how many of what is in the archive; a medium that was deleted meanwhile isn't */
    @RegisterForReflection
    record Manifest(int format, UUID accountId, Instant createdAt, Map<String, Long> counts) {}

    Multi<File> files() {
        UUID id = account.id();
        Multi<File> lists = Multi.createFrom()
                .items(
                        new File("profile.json", true, one(Json.bytes(OwnProfile.of(account)))),
                        list("contacts", sources.contacts(id)),
                        list("blocks", sources.blocks(id)),
                        list("groups", sources.groups(id)),
                        list("messages", sources.messages(id)));
        Multi<File> media =
                sources.media(id).onItem().transformToUniAndConcatenate(medium -> mediaFiles.open(id, medium));
        return Multi.createBy()
                .concatenating()
                .streams(lists, media.invoke(this::count), Multi.createFrom().item(this::manifest));
    }

    private File list(String name, Multi<JsonNode> items) {
        counts.put(name, 0L);
        return new File(name + ".json", true, JsonArray.of(items.invoke(item -> counts.merge(name, 1L, Long::sum))));
    }

    private void count(File file) {
        counts.merge(file.name().substring(0, file.name().indexOf('/')), 1L, Long::sum);
    }

    private File manifest() {
        Manifest manifest = new Manifest(1, account.id(), clock.instant(), Map.copyOf(counts));
        return new File("manifest.json", true, one(Json.bytes(manifest)));
    }

    private static Multi<Buffer> one(byte[] json) {
        return Multi.createFrom().item(Buffer.buffer(json));
    }
}
