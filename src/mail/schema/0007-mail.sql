-- Letters that wait, are under way, went out or failed. content is encrypted (address, subject, text) and gone once it is
-- not needed; receiver is a keyed hash of the address.
create table mail (
    id {id} primary key,
    receiver {bytes} not null,
    topic {text},
    cancel_key {text},
    status {text} not null check (status in ('waiting', 'held', 'sent', 'failed', 'cancelled', 'dropped')),
    created {int64} not null,
    due {int64} not null,
    tries {int64} not null default 0,
    hands {int64} not null default 0,
    holder {text},
    held_until {int64},
    cancelled {flag} not null default 0,
    last_try {int64},
    reason {text},
    content {bytes}
);
create index mail_due on mail (due, id) where status in ('waiting', 'held');
create index mail_receiver on mail (receiver, created);
create index mail_cancel on mail (cancel_key) where cancel_key is not null;

-- Who wants no letters on a topic any more.
create table mail_stop (
    receiver {bytes} not null,
    topic {text} not null,
    at {int64} not null,
    primary key (receiver, topic)
);
