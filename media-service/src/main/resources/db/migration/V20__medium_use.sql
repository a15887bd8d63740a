-- the first message that a medium was sent in; one that is to disappear has it for itself
create table medium_use (
    media_id uuid primary key,
    conversation_id uuid not null,
    message_id uuid not null,
    sealed boolean not null
);
