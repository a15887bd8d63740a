-- Whoever has the code may join; a use is taken while the group's row is locked.
create table invite (
    code       varchar(32) primary key,
    group_id   uuid        not null references chat_group (id) on delete cascade,
    created_by uuid        not null,
    expires_at timestamptz not null,
    max_uses   int,
    uses       int         not null,
    revoked    boolean     not null,
    check (max_uses is null or uses <= max_uses)
);
create index invite_group on invite (group_id);
create index invite_creator on invite (created_by);

-- Who waits to be let in.
create table join_request (
    group_id   uuid        not null references chat_group (id) on delete cascade,
    account_id uuid        not null,
    -- the member who put it there, unless it came by itself
    invited_by uuid,
    created_at timestamptz not null,
    primary key (group_id, account_id)
);
create index join_request_account on join_request (account_id);

alter table group_member drop constraint group_member_group_id_fkey;
alter table group_member add foreign key (group_id) references chat_group (id) on delete cascade;
