-- What the secretariat records of sessions and of the stages of reviews, laid over the profile's data
-- (src/areas/calls/timetable.h). Nothing is changed: the newest row counts, the older ones say what stood before.

-- how: planned, fixed, done, moved. reason: for the public. actor: as in the journal.
create table session_change (
    id {id} primary key,
    number {int64} not null,
    n {int64} not null,
    starts {text} not null,
    ends {text} not null,
    how {text} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    unique (number, n)
);

-- day: of the stage; session: the one in which it takes place, whose days it then has.
create table stage_date (
    id {id} primary key,
    state {text} not null,
    cycle {int64} not null,
    stage {text} not null,
    n {int64} not null,
    day {text},
    session {int64},
    how {text} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    unique (state, cycle, stage, n)
);
