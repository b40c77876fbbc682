-- What a call is about, and how a review begins (src/areas/calls/call.h, timetable.h).

-- theme: slug of the profile's themes.csv. A call without a row here is about every theme.
create table call_theme (
    call {id} not null references call (id),
    theme {text} not null,
    primary key (call, theme)
);

-- How a review begins: "no-report" (in the absence of the State's report), or again "initial" or "periodic". Nothing is
-- changed: the newest row counts. reason: for the public. actor: as in the journal.
create table review_type (
    id {id} primary key,
    state {text} not null,
    cycle {int64} not null,
    n {int64} not null,
    type {text} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    unique (state, cycle, n)
);
