-- The files of documents of comments, beside the comments that became of them (src/areas/general_comments/comment-file.h). They are own files
-- (src/instance/own-file.h).

-- id: that of the document (comment_split), which goes when it is confirmed. person: who sent it; whoever is erased takes it along, by the chore, since the file has
-- to go with the row. waits: nothing was confirmed. cleaned: it says nothing of its maker any more.
create table comment_file (
    id {id} primary key,
    draft {id} not null references general_comment_draft (id),
    person {id} not null,
    kept {text} not null,
    format {text} not null,
    size {int64} not null,
    confidential {flag} not null,
    cleaned {flag} not null,
    waits {flag} not null,
    created {int64} not null
);
create index comment_file_person on comment_file (person, draft);

create table comment_file_of (
    comment {id} primary key references draft_comment (id) on delete cascade,
    file {id} not null references comment_file (id) on delete cascade
);
create index comment_file_of_file on comment_file_of (file);
