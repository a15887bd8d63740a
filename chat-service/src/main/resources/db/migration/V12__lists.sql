-- what the conversation stays for one who has left: rev of the last change of what it may read, and when it left
alter table member add column left_rev bigint;
alter table member add column left_at timestamptz;
update member m set left_rev = c.head_rev, left_at = c.updated_at
from conversation c where c.id = m.conversation_id and m.to_seq is not null;

-- what is unread is counted by what isn't: one's own, what the server says, and what is there no more
drop index message_unread;
create index message_own on message (conversation_id, sender_id, seq) where state = 'LIVE' and sender_id is not null;
create index message_uncounted on message (conversation_id, seq) where sender_id is null or state <> 'LIVE';
