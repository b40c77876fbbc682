-- Contributions that came before this system and were entered from the secretariat's register (submission-register.h).

-- day: when it was received, as the register says, of any precision. officer: as the journal calls them; entered: when.
create table submission_register (
    submission {id} primary key references submission (id) on delete cascade,
    day {text} not null,
    officer {text} not null,
    entered {int64} not null
);
create index submission_file_hash on submission_file (sha256);
