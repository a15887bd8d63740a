package io.laiwang.chat.sealed.key;

/**
 * A content as it is kept.
 *
 * @param content AES-256-GCM of the content: nonce, text, tag
 * @param wrappedKey the content's own key, encrypted likewise with the key of the day
 * @param keyId which key of the day
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a store; nobody compares two secrets
public record Secret(byte[] content, byte[] wrappedKey, String keyId) {}
