/**
 * Who is online, as far as their contacts may know. Soft state: each gateway says who came to it and who went, and says
 * again who is there; what isn't repeated is forgotten. Start reading at {@link io.laiwang.gateway.presence.Presences}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.gateway.presence;
