-- Which paragraphs speak of which paragraph of the Committee's earlier concluding observations (src/areas/library/match.h).

-- The paragraph that speaks is of a submission or of a document of the library (its leading language): one of both is set. n: which one.
-- target, anchor: the Committee's document and its paragraph, "p34". how: cited (the text names it), alike (the text resembles it).
-- score: per mille; 1000 where it is cited. said: what its sender said of it, confirmed or denied; null: nothing yet.
create table paragraph_match (
    id {id} primary key,
    submission {id} references submission (id) on delete cascade,
    document {id} references document (id) on delete cascade,
    n {int64} not null,
    target {id} not null references document (id) on delete cascade,
    anchor {text} not null,
    how {text} not null,
    score {int64} not null,
    said {text},
    said_at {int64},
    found {int64} not null
);
create unique index paragraph_match_submission on paragraph_match (submission, n, target, anchor) where submission is not null;
create unique index paragraph_match_document on paragraph_match (document, n, target, anchor) where document is not null;
create index paragraph_match_target on paragraph_match (target, anchor);

-- What is still to be looked through, after paragraph n: in bounded pieces, the oldest first. One of submission and document is set.
create table match_waiting (
    id {id} primary key,
    submission {id} references submission (id) on delete cascade,
    document {id} references document (id) on delete cascade,
    n {int64} not null,
    at {int64} not null
);
create unique index match_waiting_submission on match_waiting (submission) where submission is not null;
create unique index match_waiting_document on match_waiting (document) where document is not null;
create index match_waiting_at on match_waiting (at, id);

-- Which documents were looked at, by their leading language and when that came in: another file means another look.
create table match_document (
    document {id} primary key references document (id) on delete cascade,
    language {text} not null,
    added {int64} not null
);
