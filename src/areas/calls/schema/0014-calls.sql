-- Calls for input (src/areas/calls/call.h).

-- kind: slug of the profile's calls.csv, null for one made by hand for a purpose without kind. opens, closes: instants;
-- closes_local with zone is what was said, closes is worked out from it. All three null: open until somebody closes it.
-- anchor: hand, session, date, always. stage, cycle, session, weeks, hour: what the deadline hangs on.
create table call (
    id {id} primary key,
    kind {text},
    purpose {text} not null,
    opens {int64} not null,
    closes_local {text},
    zone {text} not null,
    closes {int64},
    anchor {text} not null,
    stage {text},
    cycle {int64},
    session {int64},
    weeks {int64} not null,
    hour {text},
    guidance {text},
    limits {text},
    asked {text},
    languages {text},
    ended {int64},
    end_reason {text},
    actor {text} not null,
    created {int64} not null,
    secret {bytes} not null
);
create index call_purpose on call (purpose);

-- A call without a row here is for every State.
create table call_state (
    call {id} not null references call (id),
    state {text} not null,
    primary key (call, state)
);

-- Every deadline that a call ever had. why: opened, extended, moved (its anchor), kept (its anchor moved and would have given
-- this one, but what stood was kept), zone (the zone's rules changed).
create table call_deadline (
    call {id} not null references call (id),
    n {int64} not null,
    closes_local {text},
    closes {int64},
    why {text} not null,
    reason {text},
    actor {text} not null,
    at {int64} not null,
    primary key (call, n)
);

-- Which call a contribution answered, and when it began to arrive.
create table call_answer (
    submission {id} primary key references submission (id) on delete cascade,
    call {id} not null references call (id),
    began {int64} not null
);
create index call_answer_call on call_answer (call);
