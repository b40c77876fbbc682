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
