-- A meeting as it runs (src/areas/live/live.h): its steps, from which everything is worked out, and raised hands.

create table meeting_step (
    meeting {id} not null references meeting (id),
    n {int64} not null,
    word {text} not null,
    at {int64} not null,
    speaker {id},
    other {id},
    hand {id},
    shown {text},
    state {text},
    seconds {int64} not null,
    primary key (meeting, n)
);

create table meeting_hand (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    who {text} not null,
    shown {text} not null,
    source {text} not null,
    n {int64} not null,
    times {int64} not null,
    raised {int64} not null,
    up {flag} not null,
    unique (meeting, who)
);
create index meeting_hand_order on meeting_hand (meeting, n);
