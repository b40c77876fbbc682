-- The papers of a State of its own: its report, its replies, its draft. by_state: the State that sent it; null for all else.
alter table submission add column by_state {text};
create index submission_by_state on submission (by_state, purpose);

-- What a file is in its submission: "main", "annex" or "core-document". Without a row the first is main and the others are annexes.
create table submission_file_part (
    submission {id} not null,
    position {int64} not null,
    part {text} not null,
    primary key (submission, position),
    foreign key (submission, position) references submission_file (submission, position) on delete cascade
);

-- The State in whose name an officer of the secretariat enters papers in this session.
alter table sign_in add column behalf_state {text};

-- A State's paper came, and its stage was not recorded by itself, because deadlines hang on it: an officer does it.
create table state_stage_waiting (
    submission {id} primary key references submission (id) on delete cascade,
    state {text} not null,
    cycle {int64} not null,
    stage {text} not null,
    day {text} not null
);
