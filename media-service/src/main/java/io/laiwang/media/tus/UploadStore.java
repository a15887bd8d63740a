package io.laiwang.media.tus;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** The records of uploads. They go when their medium's record goes. */
interface UploadStore {
    /** Its medium is reserved already. */
    Uni<Void> add(Upload upload);

    Uni<Optional<Upload>> find(UUID id);

    /** Adds a part, if nobody has added one since. @return whether it was added */
    Uni<Boolean> append(UUID id, long offset, long length, String part);

    /** Its parts are parts no more: the medium has their bytes. */
    Uni<Void> forgetParts(UUID id);
}
