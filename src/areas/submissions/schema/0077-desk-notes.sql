-- What officers of the secretariat note for one another on a submission (src/areas/submissions/desk-note.h). author: as the journal calls them.
create table submission_note (
    id {id} primary key,
    submission {id} not null references submission (id),
    author {text} not null,
    at {int64} not null,
    text {text} not null
);
create index submission_note_submission on submission_note (submission, at);
