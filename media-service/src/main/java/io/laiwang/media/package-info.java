/**
 * media-service owns bytes: media and who may read them. It never decides who is a member: it knows in which
 * conversations a medium was shared and asks chat-service who reads there. Start reading at {@link
 * io.laiwang.media.upload.Uploads}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.media;
