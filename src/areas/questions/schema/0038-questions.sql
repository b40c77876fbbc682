-- What is asked and said at a meeting (src/areas/questions/).

-- number: in the meeting, from 1, as people call it. asker: the account of the member who asked, where it is known; asked_by: as everybody sees it.
-- addressed: organisations, state, all. closed: put in the closed part of a meeting. until: answers in writing are taken until then; it never moves.
-- by_hand: a person corrected the articles, and the tagger says no more. struck: taken down by mistake, at that instant. secret keys the journal's hashes.
create table meeting_question (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    state {text} not null,
    number {int64} not null,
    asker {id},
    asked_by {text} not null,
    text {text} not null,
    language {text} not null,
    addressed {text} not null,
    closed {flag} not null,
    by_hand {flag} not null,
    at {int64} not null,
    until {int64} not null,
    spot_by {text},
    spot_note {text},
    spot_at {int64},
    struck {int64},
    struck_why {text},
    version {int64} not null,
    actor {text} not null,
    search_key {int64} not null,
    secret {bytes} not null
);
create unique index meeting_question_number on meeting_question (meeting, number);
create index meeting_question_state on meeting_question (state, at, id);

-- Whom it was put to by name. speaker: in the list of speakers, for those whose organisation is not told; shown: as everybody sees it.
create table meeting_question_to (
    question {id} not null references meeting_question (id),
    ordinal {int64} not null,
    organisation {id},
    speaker {id},
    shown {text} not null,
    primary key (question, ordinal)
);
create index meeting_question_to_organisation on meeting_question_to (organisation, question);

create table meeting_question_article (
    question {id} not null references meeting_question (id),
    article {int64} not null,
    confidence {int64} not null,
    primary key (question, article)
);

-- Every version of an answer stays; the highest counts. One of organisation, speaker, by_state says whose it is. for_all: the answerer wants it
-- public. arrived: when it began to arrive, which is held against the hour. entered: the secretariat typed in what came on paper.
create table meeting_answer (
    id {id} not null,
    version {int64} not null,
    question {id} not null references meeting_question (id),
    organisation {id},
    speaker {id},
    by_state {text},
    shown {text} not null,
    text {text} not null,
    language {text} not null,
    for_all {flag} not null,
    arrived {int64} not null,
    at {int64} not null,
    entered {flag} not null,
    actor {text} not null,
    search_key {int64} not null,
    secret {bytes} not null,
    primary key (id, version)
);
create index meeting_answer_question on meeting_answer (question, at, id);
create index meeting_answer_organisation on meeting_answer (organisation, question);

create table meeting_answer_article (
    answer {id} not null,
    article {int64} not null,
    confidence {int64} not null,
    primary key (answer, article)
);

-- What is said, line by line, one channel a language. n: in its channel, from 1. speaker: in the list of speakers, whose name is then the list's; shown:
-- who spoke, as typed, or a raised hand's. closed: said in a closed part. version: how often it was corrected, and once.
create table meeting_caption (
    meeting {id} not null references meeting (id),
    language {text} not null,
    n {int64} not null,
    at {int64} not null,
    speaker {id},
    shown {text},
    text {text} not null,
    closed {flag} not null,
    version {int64} not null,
    changed {int64} not null,
    actor {text} not null,
    search_key {int64} not null,
    primary key (meeting, language, n)
);
create unique index meeting_caption_key on meeting_caption (search_key);

-- The channels of a meeting. secret keys the journal's hashes of its lines.
create table meeting_channel (
    meeting {id} not null references meeting (id),
    language {text} not null,
    secret {bytes} not null,
    begun {int64} not null,
    primary key (meeting, language)
);

-- The record of a meeting: every version of its minutes stays, the highest counts. published: everybody who may know of the meeting reads that version.
create table meeting_record (
    meeting {id} not null references meeting (id),
    version {int64} not null,
    minutes {text} not null,
    published {flag} not null,
    at {int64} not null,
    actor {text} not null,
    secret {bytes} not null,
    primary key (meeting, version)
);
