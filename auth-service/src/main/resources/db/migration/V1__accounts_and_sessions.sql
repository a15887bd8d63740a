create table account (
    id              uuid primary key,
    handle          varchar(32)  not null,
    display_name    varchar(128) not null,
    bio             varchar(1000),
    avatar_media_id uuid,
    password_hash   varchar(256) not null,
    version         bigint       not null,
    created_at      timestamptz  not null
);
-- handles are kept in lower case; a handle that was ever taken stays taken
create unique index account_handle on account (handle);

create table session (
    id              uuid primary key,
    account_id      uuid         not null references account (id),
    device_name     varchar(128) not null,
    device_platform varchar(128) not null,
    created_at      timestamptz  not null,
    last_seen_at    timestamptz  not null,
    ended_at        timestamptz
);
create index session_account on session (account_id) where ended_at is null;

-- A refresh token is kept as its SHA-256. What took its place is kept for a moment, encrypted under a key that only the
-- old token gives, so that a repeated refresh gets the same pair.
create table refresh_token (
    hash         bytea primary key,
    session_id   uuid        not null references session (id),
    expires_at   timestamptz not null,
    used_at      timestamptz,
    successor    bytea
);
create index refresh_token_session on refresh_token (session_id);

-- P-256 key pairs; the private half is encrypted under the key secret of the environment.
create table signing_key (
    kid         varchar(64) primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null
);

create table stream_ticket (
    hash       bytea primary key,
    account_id uuid        not null,
    session_id uuid        not null,
    expires_at timestamptz not null
);

create table outbox (
    id         bigint generated always as identity primary key,
    topic      varchar(128) not null,
    key        uuid         not null,
    payload    bytea        not null,
    recipients uuid[]       not null
);
