-- contents of messages that disappear; docs/architecture.md tells how they come and go
create table sealed (
    conversation_id uuid        not null,
    sender_id       uuid        not null,
    message_id      uuid        not null,
    -- known once it is bound
    seq             bigint,
    -- what it is in and who may open it, as JSON
    state           text        not null,
    -- grows with every step: the fence of compare-and-set
    version         bigint      not null,
    -- when the sweeper must look at it, and how long another one does
    due_at          timestamptz not null,
    leased_until    timestamptz,
    -- gone with the content, in one step
    content         bytea,
    wrapped_key     bytea,
    key_id          varchar(32),
    primary key (conversation_id, sender_id, message_id)
);
create unique index sealed_seq on sealed (conversation_id, seq) where seq is not null;
create index sealed_due on sealed (due_at);
create index sealed_key on sealed (key_id) where key_id is not null;
-- encrypted bytes don't compress
alter table sealed alter column content set storage external;
