-- Meetings of sessions (src/areas/programme/meeting.h).

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
