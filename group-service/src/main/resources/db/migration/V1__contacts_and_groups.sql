-- A copy of what auth-service tells of its accounts; the higher version wins.
create table profile (
    account_id      uuid primary key,
    handle          varchar(32)  not null,
    display_name    varchar(128) not null,
    avatar_media_id uuid,
    version         bigint       not null
);

-- One row for two people, the smaller id first: its lock decides every race between them.
create table pair (
    first_id        uuid        not null,
    second_id       uuid        not null,
    conversation_id uuid        not null,
    version         bigint      not null,
    contacts_since  timestamptz,
    primary key (first_id, second_id),
    check (first_id < second_id)
);
create unique index pair_conversation on pair (conversation_id);

-- A contact as each of the two sees it; both rows are there or none.
create table contact (
    owner_id        uuid        not null,
    account_id      uuid        not null,
    alias           varchar(128),
    conversation_id uuid        not null,
    since           timestamptz not null,
    primary key (owner_id, account_id)
);

create table contact_request (
    id         uuid primary key,
    from_id    uuid        not null,
    to_id      uuid        not null,
    message    varchar(400),
    state      varchar(16) not null,
    created_at timestamptz not null
);
create unique index contact_request_pending on contact_request (from_id, to_id) where state = 'PENDING';
create index contact_request_incoming on contact_request (to_id, id) where state = 'PENDING';

create table chat_group (
    id                 uuid primary key,
    conversation_id    uuid         not null,
    name               varchar(128) not null,
    announcement       varchar(4000),
    avatar_media_id    uuid,
    owner_id           uuid         not null,
    member_count       int          not null check (member_count between 0 and 500),
    join_policy        varchar(16)  not null,
    members_may_invite boolean      not null,
    version            bigint       not null,
    created_at         timestamptz  not null
);

create table group_member (
    group_id    uuid        not null references chat_group (id),
    account_id  uuid        not null,
    role        varchar(16) not null,
    nickname    varchar(128),
    muted_until timestamptz,
    joined_at   timestamptz not null,
    primary key (group_id, account_id)
);
create index group_member_account on group_member (account_id, group_id);
create unique index group_member_owner on group_member (group_id) where role = 'OWNER';

create table outbox (
    id         bigint generated always as identity primary key,
    topic      varchar(128) not null,
    key        uuid         not null,
    payload    bytea        not null,
    recipients uuid[]       not null
);
