-- The secretariat's desk: what was decided together, and the letter of a day.

-- officer: as the journal calls them.
create table desk_batch (
    id {id} primary key,
    officer {text} not null,
    decision {text} not null,
    at {int64} not null
);

-- act: of submission_decision, which may be erased with its submission.
create table desk_batch_act (
    batch {id} not null references desk_batch (id),
    act {id} not null,
    primary key (batch, act)
);
create index desk_batch_act_act on desk_batch_act (act);

-- day: at the Committee's seat. One row a letter, so that it goes once a day, whatever restarts or crashes.
create table desk_digest (
    day {text} primary key,
    at {int64} not null,
    submissions {int64} not null,
    organisations {int64} not null
);
