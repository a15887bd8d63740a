-- What the sweeper looks for: tokens that have expired, sessions that have ended, and sessions that nobody refreshes.
create index refresh_token_expires on refresh_token (expires_at);
create index session_ended on session (ended_at) where ended_at is not null;
create index session_last_seen on session (last_seen_at) where ended_at is null;
