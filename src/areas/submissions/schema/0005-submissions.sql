-- Contributions, their files, and what the reader found in them.

create table submission (
    id {id} primary key,
    status {text} not null,
    visibility {text},
    state {text},
    purpose {text},
    sender_name {text},
    sender_kind {text},
    contact {text},
    person {id},
    draft_key {bytes},
    title {text},
    language {text},
    reason {text},
    checked {flag} not null,
    uncalled {flag} not null,
    rehearsal {flag} not null,
    secret {bytes} not null,
    document {bytes},
    created {int64} not null,
    changed {int64} not null,
    received {int64},
    decided {int64},
    decision_reason {text}
);
create index submission_state on submission (state, status);
create index submission_status on submission (status, received);
create index submission_person on submission (person);

-- The first file is the contribution, others are its annexes. name: as sent, for its sender and the Committee.
create table submission_file (
    submission {id} not null references submission (id),
    position {int64} not null,
    sha256 {text} not null,
    size {int64} not null,
    name {text} not null,
    format {text} not null,
    pages {int64} not null,
    pages_estimated {flag} not null,
    pages_counted {int64} not null,
    words {int64} not null,
    no_text {flag} not null,
    primary key (submission, position)
);

-- search_key: what the search index calls the paragraph; never shown.
create table paragraph (
    submission {id} not null references submission (id),
    n {int64} not null,
    file {int64} not null,
    page {int64} not null,
    level {int64} not null,
    kind {text} not null,
    number {text},
    heading {text},
    language {text} not null,
    text {text} not null,
    search_key {int64} not null unique,
    primary key (submission, n)
);

-- confidence: per mille. What the tagger found; the sender's own word is in submission_article.
create table paragraph_article (
    submission {id} not null,
    n {int64} not null,
    article {int64} not null,
    confidence {int64} not null,
    because {text} not null,
    primary key (submission, n, article),
    foreign key (submission, n) references paragraph (submission, n)
);
create index paragraph_article_article on paragraph_article (article, submission);
-- Covers the count of a State's articles, which must not read every paragraph's words.
create index paragraph_article_count on paragraph_article (submission, article, confidence);

-- The articles of the whole: as its sender declared or confirmed them (declared 1), else as found (0).
create table submission_article (
    submission {id} not null references submission (id),
    article {int64} not null,
    declared {flag} not null,
    primary key (submission, article)
);

create table priority (
    submission {id} not null references submission (id),
    position {int64} not null,
    article {int64},
    text {text} not null,
    primary key (submission, position)
);

-- Kept unless the sender declined it; deleting the row deletes the link between log and submission.
create table receipt (
    submission {id} primary key references submission (id),
    leaf {bytes} not null,
    promise {text} not null
);
