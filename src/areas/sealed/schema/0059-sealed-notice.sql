-- The language in which somebody sent something sealed: what the server itself writes to them is in it.
alter table sealed_filing add column locale {text} not null default 'en';

-- Who asked for a mail when there is something new. filing: a keyed hash of the filing's id, so that without the server's keys no row tells whose it
-- is; address: encrypted under a key of the server and bound to the row. next: for when a mail is set, or was last. A row is erased with its end.
create table sealed_notice (
    id {id} primary key,
    filing {bytes} not null unique,
    address {bytes} not null,
    locale {text} not null,
    next {int64} not null
);
