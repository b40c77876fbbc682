-- The library: documents at their symbols, in their languages (src/areas/library/library.h). Everything here is public.

-- symbol: in capitals; null where it has none. type: slug of the profile's documents.csv. source: the column of the dossier where it
-- counts: state, un, regional, nhri, civil-society, committee. state: iso3 it is about, or null. cycle: which review; null: not known.
-- body: who wrote it, in its own words. day: of any precision.
create table document (
    id {id} primary key,
    symbol {text} unique,
    type {text} not null,
    source {text} not null,
    state {text},
    cycle {int64},
    title {text},
    body {text},
    day {text},
    created {int64} not null,
    secret {bytes} not null
);
create index document_state on document (state, source);

-- sha256: of the file as it came, in the blobs; null where it was written here. leads: this language is the one that counts
-- (coverage, likeness), so that a document in six languages counts once.
create table document_language (
    document {id} not null references document (id),
    language {text} not null,
    leads {flag} not null,
    sha256 {text},
    size {int64} not null,
    name {text},
    format {text},
    pages {int64} not null,
    words {int64} not null,
    no_text {flag} not null,
    title {text},
    added {int64} not null,
    primary key (document, language)
);
create index document_language_hash on document_language (sha256);

-- anchor: "p34" of the printed number, else "n12" of its place; it never changes. search_key: from the same counter as submissions' paragraphs.
create table document_paragraph (
    document {id} not null,
    language {text} not null,
    n {int64} not null,
    anchor {text} not null,
    page {int64} not null,
    level {int64} not null,
    kind {text} not null,
    number {text},
    heading {text},
    text {text} not null,
    search_key {int64} not null unique,
    primary key (document, language, n),
    foreign key (document, language) references document_language (document, language) on delete cascade
);
create index document_paragraph_anchor on document_paragraph (document, anchor);

-- confidence: per mille, as in paragraph_article.
create table document_paragraph_article (
    document {id} not null,
    language {text} not null,
    n {int64} not null,
    article {int64} not null,
    confidence {int64} not null,
    because {text} not null,
    primary key (document, language, n, article),
    foreign key (document, language, n) references document_paragraph (document, language, n) on delete cascade
);
create index document_paragraph_article_article on document_paragraph_article (article, document, language);
