-- Made at sign-up; an account of before gets one when it first asks.
alter table account add column qr_code varchar(32);

-- What stays of an erased account is its id and its handle, which nobody gets again.
alter table account add column erased_at timestamptz;

-- Which services have forgotten an account.
create table erasure (
    account_id   uuid primary key,
    requested_at timestamptz not null,
    completed_at timestamptz
);

create table erasure_report (
    account_id  uuid        not null references erasure (account_id),
    service     varchar(64) not null,
    reported_at timestamptz not null,
    primary key (account_id, service)
);

create index stream_ticket_account on stream_ticket (account_id);
