create table medium (
    id uuid primary key,
    owner_id uuid not null,
    content_type text not null,
    size bigint not null,
    width int,
    height int,
    sha256 text not null,
    created_at timestamptz not null default now()
);

-- kept without a reference: the event may come before or after the medium's own row is seen or deleted
create table share (
    media_id uuid not null,
    conversation_id uuid not null,
    seq bigint not null,
    shared_at timestamptz not null default now(),
    primary key (media_id, conversation_id, seq)
);
