-- Following up recommendations (src/areas/follow_up/). What is public of it: everything but drafts of assessments.

-- One recommendation of the Committee: a paragraph of a document in the library, or an item of it.
-- anchor: the paragraph's in the library; item: "" for the whole, else "(a)". standing: listed, none (the secretariat: this is none), split
-- (its items stand in its place), gone (a better file of the document has no such paragraph). made_by: rule, or secretariat where it
-- said that this is one. lead: what stands before the items, of an item. priority, theme, due: with who said so (rule, document, secretariat);
-- months: so many the document gives, 0 where it says nothing; due: a day.
-- day: of the document, of any precision; else the last day of the session in which it was adopted.
-- noted: what changed under it when the file was replaced (moved, words), or null.
create table recommendation (
    id {id} primary key,
    document {id} not null references document (id) on delete cascade,
    anchor {text} not null,
    item {text} not null,
    n {int64} not null,
    state {text} not null,
    cycle {int64} not null,
    number {text},
    heading {text},
    lead {text},
    text {text} not null,
    language {text} not null,
    day {text},
    standing {text} not null,
    made_by {text} not null,
    theme {text},
    theme_by {text} not null,
    articles_by {text} not null,
    priority {flag} not null,
    priority_by {text} not null,
    months {int64} not null,
    due {text},
    due_by {text} not null,
    noted {text},
    created {int64} not null,
    changed {int64} not null,
    unique (document, anchor, item)
);
create index recommendation_state on recommendation (state, cycle, n);

create table recommendation_article (
    recommendation {id} not null references recommendation (id) on delete cascade,
    article {int64} not null,
    primary key (recommendation, article)
);
create index recommendation_article_article on recommendation_article (article, recommendation);

-- What the list of a document was made from: its leading language and when that came in.
create table recommendation_source (
    document {id} primary key references document (id) on delete cascade,
    language {text} not null,
    added {int64} not null,
    at {int64} not null
);

-- What the secretariat said of the list: every correction, with what it said. said: a word (is-one, is-none, split, join, articles, theme, priority, due,
-- earlier), value as said.
create table recommendation_correction (
    recommendation {id} not null references recommendation (id) on delete cascade,
    at {int64} not null,
    said {text} not null,
    value {text},
    actor {text} not null
);
create index recommendation_correction_of on recommendation_correction (recommendation, at);

-- An earlier recommendation to the same State that this one takes up again. standing: suggested (by likeness), confirmed, denied.
-- score: per mille.
create table recommendation_earlier (
    recommendation {id} not null references recommendation (id) on delete cascade,
    earlier {id} not null references recommendation (id) on delete cascade,
    score {int64} not null,
    standing {text} not null,
    primary key (recommendation, earlier)
);
create index recommendation_earlier_of on recommendation_earlier (earlier);

-- What the State says that it does: who is responsible, what, by when. Public; every version stays, the highest of a step counts.
-- step: the same over its versions. progress: planned, begun, done, dropped. office: mission or ministry, of who wrote it.
create table recommendation_step (
    step {id} not null,
    version {int64} not null,
    recommendation {id} not null references recommendation (id) on delete cascade,
    ministry {text} not null,
    words {text} not null,
    day {text},
    progress {text} not null,
    office {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (step, version)
);
create index recommendation_step_of on recommendation_step (recommendation, step, version);

-- The Committee's assessment: drafts follow one another, and one that is released is public and stays. grade: slug of the profile's
-- assessments.csv. released: null while it is a draft, which is the Committee's alone.
create table recommendation_assessment (
    recommendation {id} not null references recommendation (id) on delete cascade,
    version {int64} not null,
    grade {text} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    released {int64},
    released_by {text},
    primary key (recommendation, version)
);
