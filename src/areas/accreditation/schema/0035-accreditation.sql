-- Who comes to a session: accreditations, badges, attendance, guests of closed meetings (src/areas/accreditation/).

-- content: names, function and what was said to the secretariat, encrypted (instance/seal.h); null once it was erased by rule. person: the
-- account it is of, or null; an account may be erased since, so that nothing points at it. state: of whose delegation. country: where its region comes
-- from. ordinal: in a delegation, 1 is its head.
create table accreditation (
    id {id} primary key,
    session {int64} not null,
    category {text} not null,
    status {text} not null,
    person {id},
    organisation {id},
    state {text},
    country {text},
    language {text} not null,
    content {bytes},
    plain {flag} not null,
    submission {id},
    ordinal {int64} not null,
    late {flag} not null,
    actor {text} not null,
    created {int64} not null,
    decided {int64},
    reason {text},
    secret {bytes} not null
);
create index accreditation_session on accreditation (session, status, created, id);
create index accreditation_person on accreditation (person, session);
create index accreditation_organisation on accreditation (organisation, session);

-- Whether the names of a State's delegation are public: its own word.
create table delegation (
    session {int64} not null,
    state {text} not null,
    public_names {flag} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (session, state)
);

create table badge (
    id {id} primary key,
    accreditation {id} not null references accreditation (id) on delete cascade,
    session {int64} not null,
    made {int64} not null,
    expires {int64} not null,
    revoked {int64},
    revoke_reason {text}
);
create index badge_accreditation on badge (accreditation);

-- Somebody at a meeting (or '': at the session, on that day). who: id of the accreditation, of the account, or of this row for a name that was only typed
-- in, which is `name`, encrypted.
create table attendance (
    id {id} primary key,
    session {int64} not null,
    meeting {text} not null,
    day {text} not null,
    mode {text} not null,
    who {id} not null,
    name {bytes},
    kind {text} not null,
    region {text} not null,
    language {text} not null,
    at {int64} not null,
    unique (meeting, day, mode, who)
);
create index attendance_session on attendance (session, meeting, day);
create index attendance_who on attendance (who);

-- What stays of it when the names went: of each meeting, and under '' of all that is public in the session.
create table attendance_count (
    session {int64} not null,
    meeting {text} not null,
    dimension {text} not null,
    word {text} not null,
    n {int64} not null,
    primary key (session, meeting, dimension, word)
);

-- When the names of a session went.
create table attendance_erased (
    session {int64} primary key,
    at {int64} not null
);

-- Who takes part in a meeting by name. role: guest, interpreter, captioner. An organisation's row is for its leads. through: the
-- organisation whose lead named this person.
create table meeting_guest (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    role {text} not null,
    organisation {id},
    person {id},
    through {id},
    language {text},
    begins {int64},
    ends {int64},
    actor {text} not null,
    at {int64} not null
);
create index meeting_guest_meeting on meeting_guest (meeting, at, id);
create index meeting_guest_person on meeting_guest (person, meeting);
create index meeting_guest_organisation on meeting_guest (organisation, meeting);

-- An organisation asks for a closed briefing. content: its words, encrypted.
create table briefing_request (
    id {id} primary key,
    session {int64} not null,
    state {text} not null,
    organisation {id} not null,
    person {id},
    content {bytes} not null,
    status {text} not null,
    meeting {id},
    reason {text},
    actor {text} not null,
    created {int64} not null,
    decided {int64},
    secret {bytes} not null
);
create index briefing_request_session on briefing_request (session, status, created, id);
create index briefing_request_organisation on briefing_request (organisation);

-- Submissions that those invited laid before a closed meeting. One may be erased since.
create table briefing_paper (
    meeting {id} not null references meeting (id),
    submission {id} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (meeting, submission)
);
