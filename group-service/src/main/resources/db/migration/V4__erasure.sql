-- Erasing an account finds what it asked and was asked, and whom it put up for joining.
create index contact_request_from on contact_request (from_id);
create index contact_request_to on contact_request (to_id);
create index join_request_invited_by on join_request (invited_by) where invited_by is not null;
