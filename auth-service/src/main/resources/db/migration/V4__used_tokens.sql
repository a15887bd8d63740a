-- A token that was used is kept until nobody gets its successor any more.
create index refresh_token_used on refresh_token (used_at) where used_at is not null;
