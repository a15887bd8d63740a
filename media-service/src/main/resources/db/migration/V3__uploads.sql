-- a resumable upload; its medium is incoming until the last byte is here, and takes it along when it goes
create table upload (
    id uuid primary key references medium (id) on delete cascade,
    owner_id uuid not null,
    length bigint not null,
    received bigint not null default 0,
    content_type text,
    metadata text not null,
    expires_at timestamptz not null,
    -- the stored parts, in order, as "offset-length"
    parts text[] not null default '{}'
);
