/**
 * auth-service owns accounts, passwords, sessions, QR codes, signing keys and stream tickets. It never knows who talks to whom.
 * What it does is told on {@code account-events} through the outbox. Start reading at {@link
 * io.laiwang.auth.session.Logins}.
 */
@org.jspecify.annotations.NullMarked
package io.laiwang.auth;
