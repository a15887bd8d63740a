package io.laiwang.media.format;

import io.laiwang.contracts.ProblemCode;
import io.laiwang.kit.problem.Refused;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out what a file is and writes it again without what it says about its maker. Blocks: for a worker thread. */
public final class Cleaner {
    private Cleaner() {}

    /**
     * @param claim what its sender says it is
     * @param to where the clean copy goes
     */
    public static Cleaned clean(Path from, @Nullable String claim, Path to) throws IOException {
        MediaType type = type(from, claim);
        String name = type.servedAs(claim);
        return switch (type) {
            case JPEG -> Cleaned.picture(name, scrub(new JpegScrubber(), from, to));
            case PNG -> Cleaned.picture(name, scrub(new PngScrubber(), from, to));
            case GIF -> Cleaned.picture(name, scrub(new GifScrubber(), from, to));
            case WEBP -> Cleaned.picture(name, webp(from, to));
            case OGG -> Cleaned.asItCame(name, duration(from, OggDuration::ofFile));
            case WEBM -> Cleaned.asItCame(name, duration(from, WebmDuration::ofFile));
            case MP4 -> Cleaned.asItCame(name, duration(from, Mp4Duration::ofFile));
            case PDF, OTHER -> Cleaned.asItCame(name, null);
        };
    }

    private interface Duration {
        @Nullable
        Long ofFile(Path file) throws IOException;
    }

    /** Of a container that ends before it says it, none is known. */
    private static @Nullable Long duration(Path file, Duration duration) throws IOException {
        try {
            return duration.ofFile(file);
        } catch (EOFException e) {
            return null;
        }
    }

    private static MediaType type(Path file, @Nullable String claim) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MediaType type = MediaType.of(in.readNBytes(MediaType.HEAD_BYTES));
            if (!type.agreesWith(claim)) {
                throw new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The bytes aren't what Content-Type says.");
            }
            return type;
        }
    }

    private static Dimensions webp(Path from, Path to) throws IOException {
        Dimensions size = scrub(new WebpScrubber(), from, to);
        try (RandomAccessFile file = new RandomAccessFile(to.toFile(), "rw")) {
            file.write(WebpScrubber.head(file.length()));
        }
        return size;
    }

    private static Dimensions scrub(Scrubber scrubber, Path from, Path to) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(from)));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            return scrubber.scrub(in, out);
        } catch (IOException e) {
            throw new Refused(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The picture is broken.");
        }
    }
}
