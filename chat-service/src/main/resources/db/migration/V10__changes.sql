-- rev of the last command that readers see by more than a mark; rev itself is the fence and moves with every command
alter table conversation add column head_rev bigint not null default 0;
update conversation set head_rev = rev;
alter table conversation alter column head_rev drop default;

alter table member add column pinned boolean not null default false;
alter table member add column muted boolean not null default false;

-- rev at which it was sent: what a repeat is answered
alter table message add column sent_rev bigint;
update message set sent_rev = rev;
alter table message alter column sent_rev set not null;
-- [{"emoji", "by": [account ids]}], none as null
alter table message add column reactions jsonb;
-- the medium of a message that is there no more, until everyone who must know has been told
alter table message add column withdrawn uuid;

-- what a member has not read is counted in these alone, however long the messages are
create index message_unread on message (conversation_id, seq) include (sender_id)
    where state = 'LIVE' and sender_id is not null;
create index message_mentions on message (conversation_id, seq) where state = 'LIVE' and mentions <> '{}';
