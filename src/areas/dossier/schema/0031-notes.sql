-- What members note in a State's dossier, and when they last looked (src/areas/dossier/note.h, news.h).

-- A note is on a paragraph of a submission or of a document (n: which), or on an article alone. person: its writer. shared: for everybody who reads
-- the dossier; else for its writer alone. anchor: the paragraph's in a document.
create table dossier_note (
    id {id} primary key,
    state {text} not null,
    person {id} not null references person (id) on delete cascade,
    submission {id} references submission (id) on delete cascade,
    document {id} references document (id) on delete cascade,
    n {int64},
    anchor {text},
    article {int64},
    shared {flag} not null,
    text {text} not null,
    created {int64} not null,
    changed {int64} not null
);
create index dossier_note_state on dossier_note (state, person);
create index dossier_note_submission on dossier_note (submission, n) where submission is not null;
create index dossier_note_document on dossier_note (document, n) where document is not null;

-- When somebody said that they had seen everything of a State's dossier; and what they marked as seen since, one by one.
create table dossier_look (
    person {id} not null references person (id) on delete cascade,
    state {text} not null,
    at {int64} not null,
    primary key (person, state)
);
create table dossier_seen (
    person {id} not null references person (id) on delete cascade,
    state {text} not null,
    kind {text} not null,
    thing {id} not null,
    at {int64} not null,
    primary key (person, state, kind, thing)
);

-- Covers where paragraphs speak of articles, so that a dossier is laid out without their words.
create index paragraph_article_place on paragraph_article (submission, article, confidence, n);
