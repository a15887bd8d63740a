-- Where an event stands in the trace of who put it here (W3C traceparent), or nothing.
alter table outbox add column trace text not null default '';
