-- A contribution that is written here instead of sent as a file; its text is areas/writing's (src/areas/submissions/written-report.h).

-- file: hash of the file that was made of the text last, as submission_file has it; null: none was made yet. fed: hash of the
-- priorities that were last taken from the text, so that what its sender changed afterwards stays.
create table submission_written (
    submission {id} primary key references submission (id) on delete cascade,
    begun {int64} not null,
    file {text},
    fed {text}
);
