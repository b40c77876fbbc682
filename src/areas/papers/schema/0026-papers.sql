-- The Committee's own papers on a State in a cycle, and what became of them (src/areas/papers/paper.h).

-- kind: slug of the profile's papers. status: draft, accepted (adopted), received (transmitted to its State), published; visibility: confidential
-- until it is published, then public. text: the adopted text as JSON (document/text-model.h), text_hash its SHA-256; receipt: the log's promise for
-- it. embargo: an instant; the local text with zone is what was said. document: in the library. stage_waits: the stage of the review could not
-- be recorded by itself, since deadlines hang on it. secret: key of the journal's hashes.
create table paper (
    id {id} primary key,
    kind {text} not null,
    state {text} not null,
    cycle {int64} not null,
    status {text} not null,
    visibility {text} not null,
    language {text} not null,
    created {int64} not null,
    symbol {text} unique,
    adopted {int64},
    session {int64},
    text {text},
    text_hash {bytes},
    leaf {bytes},
    receipt {text},
    rehearsal {flag} not null default 0,
    transmitted {int64},
    embargo {int64},
    embargo_local {text},
    embargo_zone {text},
    published {int64},
    document {id},
    stage_waits {flag} not null default 0,
    secret {bytes} not null,
    unique (state, cycle, kind)
);
create index paper_embargo on paper (embargo) where status = 'received';

-- Where a paragraph of a draft comes from: for members and secretariat alone. paragraph: its id in the text. number: the paragraph of the
-- submission, 0 where it is the whole or a question of a form. what: question, recommendation, paragraph.
create table paper_origin (
    paper {id} not null references paper (id) on delete cascade,
    paragraph {text} not null,
    submission {id} not null references submission (id) on delete cascade,
    number {int64} not null,
    what {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (paper, paragraph, submission, number)
);
create index paper_origin_submission on paper_origin (submission);
