-- The register of individual communications (src/areas/cases/case.h). No name, no address and no text of what came sealed stands here.

-- number, year: once it is registered. received: a day. transmitted: null while its State does not know of it. filing: what came sealed
-- (areas/sealed), not pointed at, since it may be erased. withheld: the identity is kept from the State. victims: one, several, group.
-- representation: self, organisation, lawyer, kin. authority: written, signed (on the page), none (then reason). person: account of who wrote or
-- represents them. version: rises with each change, for two officers at once. frozen: the decision's text, once adopted.
create table individual_case (
    id {id} primary key,
    state {text} not null,
    received {text} not null,
    stage {text} not null,
    number {int64},
    year {int64},
    transmitted {int64},
    filing {id},
    withheld {flag} not null,
    victims {text} not null,
    kin {flag} not null,
    representation {text} not null,
    authority {text} not null,
    reason {text},
    organisation {id},
    person {id},
    joined {id} references individual_case (id),
    version {int64} not null,
    created {int64} not null,
    ended {int64},
    adopted {int64},
    decision {text},
    adopter {text},
    decision_stage {text},
    checker {text},
    checked {int64},
    document {id},
    symbol {text},
    secret {bytes} not null,
    unique (year, number)
);
create index individual_case_state on individual_case (state, year, number);
create index individual_case_person on individual_case (person) where person is not null;
create index individual_case_filing on individual_case (filing) where filing is not null;

-- What was done, oldest first. stage: into which it went, where it did. note: an officer's reason, for officers and the chair.
create table case_event (
    case_id {id} not null references individual_case (id),
    n {int64} not null,
    act {text} not null,
    stage {text},
    note {text},
    actor {text} not null,
    at {int64} not null,
    primary key (case_id, n)
);

-- Whose answer is awaited until when: days. stopped: since when the clock stands still, null while it goes. ended: when the answer came, or
-- the case went on without it.
create table case_clock (
    id {id} primary key,
    case_id {id} not null references individual_case (id),
    stage {text} not null,
    party {text} not null,
    begun {text} not null,
    due {text} not null,
    stopped {text},
    ended {text},
    answered {flag} not null default 0
);
create index case_clock_open on case_clock (due, id) where ended is null;
create index case_clock_case on case_clock (case_id);

-- That somebody was reminded, so many days before the end.
create table case_reminder (
    clock {id} not null references case_clock (id),
    due {text} not null,
    days {int64} not null,
    at {int64} not null,
    primary key (clock, due, days)
);

-- Papers between the parties, numbered within a case. party: whose it is. filing: it came sealed. kept: as it came, at rest under a key of
-- its own; outgoing: what goes to the other side in its place, without the names of the list. late: after the time was over. closed: the
-- case was over when it came. transmitted: to the other side; null: not yet.
create table case_paper (
    id {id} primary key,
    case_id {id} not null references individual_case (id),
    n {int64} not null,
    party {text} not null,
    stage {text} not null,
    received {int64} not null,
    late {flag} not null,
    closed {flag} not null,
    filing {id},
    kept {text},
    format {text},
    size {int64},
    outgoing {text},
    outgoing_format {text},
    outgoing_size {int64},
    names {int64} not null default 0,
    transmitted {int64},
    actor {text} not null,
    unique (case_id, n)
);

-- The list of names of a case: what stands in place of each, and keyed hashes of their words. The names themselves are sealed to the
-- officers (sealed). version: of the list.
create table case_names (
    case_id {id} primary key references individual_case (id),
    version {int64} not null,
    sealed {bytes} not null,
    actor {text} not null,
    at {int64} not null
);
create table case_name (
    case_id {id} not null references individual_case (id),
    n {int64} not null,
    replacement {text} not null,
    primary key (case_id, n)
);
-- kind: word, near (counts beside another word of the same name), joined, sound (consonants alone, for another script).
create table case_name_word (
    case_id {id} not null references individual_case (id),
    n {int64} not null,
    kind {text} not null,
    hash {bytes} not null,
    primary key (case_id, n, kind, hash)
);

-- Who read what of a case: what is page, list-file, paper-N, file, archive, command …; once an hour and sign-in.
create table case_reading (
    case_id {id} not null references individual_case (id),
    what {text} not null,
    reader {text} not null,
    session {text} not null,
    hour {int64} not null,
    at {int64} not null,
    primary key (case_id, what, reader, session, hour)
);
create index case_reading_at on case_reading (case_id, at);
