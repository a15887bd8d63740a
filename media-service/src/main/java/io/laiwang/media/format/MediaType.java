package io.laiwang.media.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types that are known by their first bytes, each with the names that it may be sent under. */
enum MediaType {
    JPEG("image/jpeg", "image/jpg"),
    PNG("image/png"),
    WEBP("image/webp"),
    GIF("image/gif"),
    OGG("audio/ogg"),
    WEBM("video/webm", "audio/webm"),
    MP4("video/mp4", "audio/mp4", "audio/x-m4a"),
    PDF("application/pdf"),
    OTHER("application/octet-stream");

    static final int HEAD_BYTES = 64;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    MediaType(String... names) {
        this.names = List.of(names);
    }

    static MediaType of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        } else if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        return ofSoundOrDocument(text);
    }

    private static MediaType ofSoundOrDocument(String text) {
        if (text.startsWith("OggS") && text.startsWith("OpusHead", 28)) {
            return OGG;
        } else if (text.startsWith("\u001aE\u00df\u00a3") && text.contains("webm")) {
            return WEBM;
        } else if (text.startsWith("ftyp", 4)) {
            return MP4;
        }
        return text.startsWith("%PDF-") ? PDF : OTHER;
    }

    /** Whether bytes of this type may be sent as that; a name that nobody knows claims nothing. */
    boolean agreesWith(@Nullable String claim) {
        String name = bare(claim);
        return Arrays.stream(values()).filter(type -> type != OTHER).noneMatch(type -> type.names.contains(name))
                || names.contains(name);
    }

    /** What it is served as: sound and film of one container are told apart by what the sender says. */
    String servedAs(@Nullable String claim) {
        String name = bare(claim);
        return (this == WEBM || this == MP4) && name.startsWith("audio/") && names.contains(name)
                ? names.get(1)
                : names.getFirst();
    }

    private static String bare(@Nullable String claim) {
        return claim == null ? "" : claim.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
