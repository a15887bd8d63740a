-- a time of the log; what the member sends before is refused
alter table member add column muted_until timestamptz;
