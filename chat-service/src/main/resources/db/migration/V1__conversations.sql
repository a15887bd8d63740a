create table conversation (
    id            uuid primary key,
    kind          varchar(8)  not null,
    group_id      uuid,
    name          varchar(128),
    writable      boolean     not null,
    timer_seconds int         not null,
    version       bigint      not null,
    head_seq      bigint      not null,
    -- the place on the log of the last command that changed this conversation: the fence against late writers
    rev           bigint      not null,
    -- time of the log
    updated_at    timestamptz not null,
    -- time of the store, for "what changed since"
    changed_at    timestamptz not null
);

create table member (
    conversation_id uuid        not null,
    account_id      uuid        not null,
    role            varchar(8)  not null,
    from_seq        bigint      not null,
    to_seq          bigint,
    read_seq        bigint      not null,
    received_seq    bigint      not null,
    changed_at      timestamptz not null,
    primary key (conversation_id, account_id)
);
create index member_account on member (account_id, conversation_id);

create table message (
    conversation_id uuid        not null,
    seq             bigint      not null,
    rev             bigint      not null,
    id              uuid        not null,
    sender_id       uuid,
    sent_at         timestamptz not null,
    content         text,
    reply_to        bigint,
    mentions        text[]      not null,
    edited_at       timestamptz,
    state           varchar(8)  not null,
    primary key (conversation_id, seq)
);
create unique index message_id on message (conversation_id, id);
create unique index message_rev on message (conversation_id, rev);
