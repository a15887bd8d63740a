-- The code of the account's QR card; one that isn't here is unknown or dead.
alter table profile add column qr_code varchar(128);
create index profile_qr_code on profile (qr_code);

-- Who has blocked whom; changed under the lock of their pair.
create table block (
    owner_id   uuid        not null,
    account_id uuid        not null,
    since      timestamptz not null,
    primary key (owner_id, account_id)
);
create index block_account on block (account_id);

-- Asked through a block, or cut off by one: its asker sees it wait, its addressee doesn't see it.
alter table contact_request add column hidden boolean not null default false;

-- Erasing an account finds what is its own from either side.
create index pair_second on pair (second_id);
