-- Which media are somebody's avatar, which everyone may see.
create table avatar (
    account_id uuid primary key,
    media_id   uuid,
    version    bigint not null
);
create index avatar_media on avatar (media_id);

-- All media of an account, to export or erase them.
create index medium_owner on medium (owner_id, id);
