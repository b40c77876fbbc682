-- What is known of declarations of States on communications (src/areas/communications/declaration.h).

-- kind: made, withdrawn, none (looked for on that day and not found). source: where it was seen. Nothing is changed or deleted: what was recorded
-- by mistake is struck out.
create table declaration (
    id {id} primary key,
    state {text} not null,
    article {int64} not null,
    kind {text} not null check (kind in ('made', 'withdrawn', 'none')),
    day {text} not null,
    source {text},
    actor {text} not null,
    at {int64} not null,
    struck_by {text},
    struck_at {int64}
);
create index declaration_article on declaration (article, state, day);

-- Communications between States: who about whom, and what was done on which day.
create table interstate (
    id {id} primary key,
    sender {text} not null,
    about {text} not null,
    day {text} not null,
    actor {text} not null,
    at {int64} not null
);
create table interstate_step (
    interstate {id} not null references interstate (id),
    n {int64} not null,
    step {text} not null,
    day {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (interstate, n)
);
