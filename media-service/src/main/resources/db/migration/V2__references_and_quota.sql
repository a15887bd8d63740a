-- incoming: its bytes are on their way; kept; gone: not to be seen any more, its bytes are being erased
alter table medium add column state text not null default 'kept';
alter table medium add column duration_ms bigint;

-- when it is looked at for erasing: null while something refers to it
alter table medium add column due_at timestamptz;
update medium set due_at = now() + interval '7 days'
where not exists (select from share where share.media_id = medium.id);

create index medium_by_owner on medium (owner_id) include (size, state);
create index medium_by_due on medium (due_at) where due_at is not null;

-- a message that was recalled; kept, so that the event of its sharing can come again
alter table share add column withdrawn boolean not null default false;

-- what else refers to a medium: one of a kind for each referrer
create table media_reference (
    kind text not null,
    referrer uuid not null,
    media_id uuid not null,
    primary key (kind, referrer)
);
create index media_reference_by_medium on media_reference (media_id);

create table lease (
    name text primary key,
    holder uuid not null,
    until timestamptz not null
);
