package io.laiwang.auth.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** A medium of an account as media-service lists it. */
@RegisterForReflection
record OwnMedium(UUID id, String contentType, long size) {
    private static final String DOODLE = "application/vnd.laiwang.doodle";

    /** Given away as JSON and not as the bytes that are kept. */
    boolean isDoodle() {
        return contentType.equals(DOODLE);
    }

    /** Made of its id and type alone, whatever its owner has called it: messages tell that name. */
    String fileName() {
        return isDoodle() ? "doodles/%s.json".formatted(id) : "media/%s.%s".formatted(id, suffix());
    }

    private String suffix() {
        return switch (contentType) {
            case "image/jpeg" -> "jpg";
            case "image/png" -> "png";
            case "image/webp" -> "webp";
            case "image/gif" -> "gif";
            case "audio/ogg" -> "ogg";
            case "audio/webm", "video/webm" -> "webm";
            case "audio/mp4" -> "m4a";
            case "video/mp4" -> "mp4";
            case "application/pdf" -> "pdf";
            default -> "bin";
        };
    }
}
