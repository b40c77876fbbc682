-- The journal: one entry for each change of state, in a chain of hashes (src/journal/journal.h).
create table journal (
    position {int64} primary key,
    at {int64} not null,
    real_at {int64} not null,
    rehearsal {flag} not null,
    actor {text} not null,
    act {text} not null,
    thing {text} not null,
    thing_id {text} not null,
    content {bytes},
    public_change {flag} not null,
    hash {bytes} not null
);

create index journal_thing on journal (thing, thing_id, position);

-- One row: whoever updates it last in a transaction gives the next position.
create table journal_head (
    one {int64} primary key check (one = 1),
    n {int64} not null,
    public_n {int64} not null,
    real_n {int64} not null
);

insert into journal_head (one, n, public_n, real_n) values (1, 0, 0, 0);

-- How far each subscriber has read.
create table journal_cursor (
    name {text} primary key,
    position {int64} not null
);
