-- Files of drafts that come in pieces, so that a line that breaks loses one piece and not the file (upload.h).

-- sha256, size: of the whole file, as the browser says; both are held against what came. name: as sent.
create table submission_upload (
    submission {id} not null references submission (id) on delete cascade,
    sha256 {text} not null,
    name {text} not null,
    size {int64} not null,
    began {int64} not null,
    primary key (submission, sha256)
);
create index submission_upload_began on submission_upload (began);

-- at: from which byte on; size: how many; kept: hash of the piece as it is kept, with random bytes before it.
create table submission_upload_piece (
    submission {id} not null,
    sha256 {text} not null,
    at {int64} not null,
    size {int64} not null,
    kept {text} not null,
    primary key (submission, sha256, at),
    foreign key (submission, sha256) references submission_upload (submission, sha256) on delete cascade
);
