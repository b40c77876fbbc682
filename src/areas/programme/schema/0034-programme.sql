-- Meetings of sessions (src/areas/programme/meeting.h), their places (place.h), what is planned and what was published (plan.h,
-- programme.h), calendars of people (own-calendar.h).

create table meeting (
    id {id} primary key,
    session {int64} not null,
    kind {text} not null,
    closed {flag} not null,
    status {text} not null,
    title {text},
    part {int64} not null,
    parts {int64} not null,
    begins_local {text} not null,
    ends_local {text} not null,
    zone {text} not null,
    begins {int64} not null,
    ends {int64} not null,
    place {text},
    note {text},
    cancel_reason {text},
    n {int64} not null,
    created {int64} not null,
    changed {int64} not null,
    secret {bytes} not null
);
create index meeting_session on meeting (session, begins, id);
create index meeting_begins on meeting (begins, id);

create table meeting_state (
    meeting {id} not null references meeting (id),
    ordinal {int64} not null,
    state {text} not null,
    primary key (meeting, ordinal)
);
create index meeting_state_state on meeting_state (state, meeting);

create table place (
    id {id} primary key,
    name {text} not null,
    address {text},
    remote {text} not null,
    link {text},
    dial_in {text},
    codes {text},
    created {int64} not null,
    changed {int64} not null
);

-- What the secretariat changed of a meeting that stands in the programme, until it is published.
create table meeting_pending (
    meeting {id} primary key references meeting (id),
    cancelled {flag} not null,
    title {text},
    begins_local {text} not null,
    ends_local {text} not null,
    begins {int64} not null,
    ends {int64} not null,
    place {text},
    note {text},
    reason {text},
    changed {int64} not null
);

-- Numbered versions of what is public: a closed meeting has no part in one.
create table programme_version (
    session {int64} not null,
    n {int64} not null,
    at {int64} not null,
    note {text},
    primary key (session, n)
);

-- What became of each meeting when it was published; version: of a public one alone.
create table meeting_change (
    meeting {id} not null references meeting (id),
    n {int64} not null,
    what {text} not null,
    session {int64} not null,
    version {int64},
    at {int64} not null,
    earlier {text},
    later {text},
    primary key (meeting, n, what)
);
create index meeting_change_version on meeting_change (session, version);

create table own_calendar (
    id {id} primary key,
    person {id} not null references person (id),
    second {flag} not null,
    created {int64} not null,
    ended {int64}
);
create unique index own_calendar_person on own_calendar (person) where ended is null;
