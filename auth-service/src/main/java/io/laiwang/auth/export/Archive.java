package io.laiwang.auth.export;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive (APPNOTE 6.3) that is made while it is read, for one reader: no more of it is in memory than the piece in
 * hand and what the compressor holds back, some 64 KiB.
 */
final class Archive {
    /**
     * A file of it.
     *
     * @param name never of anybody's choosing but ours, so that unpacking it writes nowhere else
     * @param compress not what is compressed already
     * @param bytes in pieces that are compressed in less than a millisecond, because an event loop does it
     */
    record File(String name, boolean compress, Multi<Buffer> bytes) {}

    private interface Step {
        void run() throws IOException;
    }

    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made, StandardCharsets.UTF_8);

    private Archive() {}

    /** The next file is asked for when the last one has been read. */
    static Multi<Buffer> of(Multi<File> files) {
        return Multi.createFrom().deferred(() -> new Archive().pack(files));
    }

    private Multi<Buffer> pack(Multi<File> files) {
        Multi<Buffer> packed = files.onItem().transformToMultiAndConcatenate(this::pack);
        return Multi.createBy()
                .concatenating()
                .streams(packed, step(zip::close))
                .select()
                .where(piece -> piece.length() > 0);
    }

    private Multi<Buffer> pack(File file) {
        Multi<Buffer> bytes = file.bytes().map(piece -> make(() -> zip.write(piece.getBytes())));
        return Multi.createBy().concatenating().streams(step(() -> begin(file)), bytes, step(zip::closeEntry));
    }

    private void begin(File file) throws IOException {
        zip.setLevel(file.compress() ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
        zip.putNextEntry(new ZipEntry(file.name()));
    }

    private Multi<Buffer> step(Step step) {
        return Multi.createFrom().item(() -> make(step));
    }

    /** What the step has made. */
    private Buffer make(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Buffer piece = Buffer.buffer(made.toByteArray());
        made.reset();
        return piece;
    }
}
