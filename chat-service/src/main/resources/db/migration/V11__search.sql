-- No release has stored messages without it, so there is nothing to fill in.
-- what messages are found by; a term's key holds for one conversation alone, so none is named here
create table message_term (
    term    bigint      not null,
    sent_at timestamptz not null,
    seq     bigint      not null,
    primary key (term, sent_at, seq)
);
