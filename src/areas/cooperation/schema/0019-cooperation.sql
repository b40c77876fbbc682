-- How civil society was consulted on a State's report: the State's answers and the accounts of others (src/areas/cooperation/).

-- status, visibility: words of door.h; visibility null: nobody chose, which means the Committee alone. cycle: the review of the State.
-- organisation: the account is an organisation's, whoever wrote it. person: it is one person's own, and goes with the account of that person.
-- Neither: somebody without account (name, if they gave one; never public). version: the answers that count. secret keys the hashes of the journal; it
-- and the answers go when the account is withdrawn.
create table own_account (
    id {id} primary key,
    state {text} not null,
    cycle {int64} not null,
    organisation {id} references organisation (id),
    person {id} references person (id) on delete cascade,
    name {text},
    status {text} not null,
    visibility {text},
    version {int64} not null,
    decision_reason {text},
    secret {bytes} not null,
    given {int64} not null,
    changed {int64} not null,
    decided {int64}
);
-- At most one that stands of each organisation, and of each person who writes for themselves.
create unique index own_account_organisation on own_account (state, cycle, organisation)
    where organisation is not null and status in ('received', 'published', 'withheld');
create unique index own_account_person on own_account (state, cycle, person)
    where person is not null and status in ('received', 'published', 'withheld');
create index own_account_state on own_account (state, cycle, given, id);
create index own_account_waits on own_account (status, visibility, changed);

-- Every version stays until the account is withdrawn. question: slug of the profile's own-account.csv; value: a choice, a day, a number of
-- days, tags of languages with ; between; words: free text.
create table own_account_version (
    account {id} not null references own_account (id) on delete cascade,
    version {int64} not null,
    visibility {text},
    actor {text} not null,
    at {int64} not null,
    primary key (account, version)
);
create table own_account_answer (
    account {id} not null references own_account (id) on delete cascade,
    version {int64} not null,
    question {text} not null,
    value {text},
    words {text},
    primary key (account, version, question)
);

-- Who of the Committee read one that is not public: once a session and hour.
create table own_account_reading (
    account {id} not null references own_account (id) on delete cascade,
    reader {text} not null,
    session {text} not null,
    hour {int64} not null,
    at {int64} not null,
    primary key (account, reader, session, hour)
);

-- The State's answers to the standing questions (slugs of standing-questions.csv). Every version stays; the highest counts.
-- answer: yes, partly, no.
create table state_answer (
    id {id} primary key,
    state {text} not null,
    cycle {int64} not null,
    question {text} not null,
    version {int64} not null,
    answer {text} not null,
    words {text},
    actor {text} not null,
    at {int64} not null
);
create unique index state_answer_version on state_answer (state, cycle, question, version);
