-- An erased account keeps its id and version here, so that what was told of it before never brings it back.
alter table profile add column erased boolean not null default false;

-- One row once the copy of profiles has been filled from auth-service; without it, it is filled again.
create table directory_copy (filled_at timestamptz not null);

-- Whose picture a group shows: it goes with its owner.
alter table chat_group add column avatar_owner_id uuid;
create index chat_group_avatar_owner on chat_group (avatar_owner_id) where avatar_owner_id is not null;
