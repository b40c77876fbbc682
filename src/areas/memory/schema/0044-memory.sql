-- Translation memory and what is added to the glossary (src/areas/memory/memory.h, glossary.h).

-- Each text once a language. hash: of its bytes. tokens: four bytes each, as the analyzer has them (likeness.h); numbers are all one token.
create table memory_text (
    number {int64} primary key,
    language {text} not null,
    hash {bytes} not null,
    text {text} not null,
    tokens {bytes} not null,
    unique (language, hash)
);

-- In which texts a token stands (index.h). block 0 is the one that grows; what is full moves to a number of its own. total: of all blocks,
-- at block 0 alone. last: the highest number of a text in it.
create table memory_posting (
    language {text} not null,
    token {int64} not null,
    block {int64} not null,
    blocks {int64} not null,
    total {int64} not null,
    last {int64} not null,
    data {bytes} not null,
    primary key (language, token, block)
);

-- One text is a translation of the other. origin: document, workshop, file; name: its symbol or id, the project, the file's name; place: anchors.
create table memory_pair (
    id {id} primary key,
    source {int64} not null references memory_text (number),
    source_language {text} not null,
    target {int64} not null references memory_text (number),
    target_language {text} not null,
    origin {text} not null,
    name {text} not null,
    place {text},
    actor {text} not null,
    at {int64} not null
);
create unique index memory_pair_one on memory_pair (source, target, origin, name);
create index memory_pair_source on memory_pair (source, target_language);
create index memory_pair_target on memory_pair (target, source_language);
create index memory_pair_name on memory_pair (origin, name);

-- How many texts of each language there are, kept beside.
create table memory_count (
    language {text} primary key,
    texts {int64} not null
);

-- Terms beside the profile's. status: preferred, admitted, forbidden.
create table glossary_term (
    id {id} primary key,
    name {text} not null unique,
    origin {text} not null,
    note {text},
    actor {text} not null,
    at {int64} not null
);
create table glossary_word (
    term {id} not null references glossary_term (id) on delete cascade,
    language {text} not null,
    n {int64} not null,
    text {text} not null,
    status {text} not null,
    primary key (term, language, n)
);
