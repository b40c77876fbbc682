-- The focal point's register of reprisals (src/areas/reprisals/reprisal.h). Nothing of what was told stands here: what was sent is sealed
-- (areas/sealed), and the register has chosen words and days alone.

-- filing: what was sent sealed, or null. kind: what happened; came: how the focal point learnt of it; remind: the day of the next reminder.
create table reprisal (
    id {id} primary key,
    filing {id},
    state {text},
    kind {text} not null,
    came {text} not null,
    remind {text},
    version {int64} not null,
    opened {int64} not null,
    changed {int64} not null,
    closed {int64}
);
create index reprisal_opened on reprisal (opened, id);
create unique index reprisal_filing on reprisal (filing) where filing is not null;

-- What the person asked for.
create table reprisal_asked (
    reprisal {id} not null references reprisal (id),
    what {text} not null,
    at {int64} not null,
    actor {text} not null,
    primary key (reprisal, what)
);

-- What they agreed to, each by itself; withdrawn: since then not any more.
create table reprisal_consent (
    reprisal {id} not null references reprisal (id),
    what {text} not null,
    given {int64} not null,
    withdrawn {int64},
    actor {text} not null,
    primary key (reprisal, what, given)
);

-- What was done, on which day.
create table reprisal_step (
    reprisal {id} not null references reprisal (id),
    n {int64} not null,
    step {text} not null,
    day {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (reprisal, n)
);
