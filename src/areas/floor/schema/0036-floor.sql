-- Requests for the floor and lists of speakers (src/areas/floor/floor.h, speaker.h).

-- A meeting that has a list of speakers. begins: of the meeting, as its speakers were told; told_off: that it was cancelled. The seed of its lot is sealed until it is revealed; its commitment stands in the journal.
create table floor_list (
    meeting {id} primary key references meeting (id),
    deadline_local {text} not null,
    deadline {int64} not null,
    seed {bytes} not null,
    commitment {bytes} not null,
    revealed {bytes},
    shared {int64} not null,
    n {int64} not null,
    by_hand {flag} not null,
    begins {int64} not null,
    told_off {flag} not null,
    opened {int64} not null
);

-- Minutes of civil society in the part of a State ('': the whole meeting), of each of the others there, and of the closed part.
create table floor_part (
    meeting {id} not null references floor_list (meeting),
    state {text} not null,
    ordinal {int64} not null,
    seconds {int64} not null,
    slot_seconds {int64} not null,
    closed_seconds {int64} not null,
    primary key (meeting, state)
);

-- Who asks. late: entered by the secretariat after the deadline. Its words for the Committee alone are sealed: who speaks, the other name, the statement.
create table floor_request (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    state {text} not null,
    organisation {id} not null,
    on_behalf {flag} not null,
    late {flag} not null,
    kind {text} not null,
    submission {id},
    language {text} not null,
    mode {text} not null,
    closed {flag} not null,
    no_picture {flag} not null,
    read_out {flag} not null,
    sealed {bytes} not null,
    recording {text},
    recording_format {text},
    withdrawn {int64} not null,
    created {int64} not null,
    changed {int64} not null,
    secret {bytes} not null
);
create unique index floor_request_one on floor_request (meeting, state, organisation) where withdrawn = 0;
create index floor_request_organisation on floor_request (organisation);

-- The members of a coalition for which it speaks.
create table floor_member (
    request {id} not null references floor_request (id),
    organisation {id} not null,
    primary key (request, organisation)
);
create index floor_member_organisation on floor_member (organisation);

-- Nothing of this row tells whose an assumed name is: then it holds no organisation, and its request does.
create table floor_speaker (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    ordinal {int64} not null,
    state {text},
    request {id},
    organisation {id},
    kind {text} not null,
    name {text},
    otherwise {text} not null,
    language {text},
    mode {text} not null,
    closed {flag} not null,
    no_picture {flag} not null,
    seconds {int64} not null,
    planned {int64} not null
);
create unique index floor_speaker_order on floor_speaker (meeting, ordinal);
create index floor_speaker_request on floor_speaker (request);

-- What the even rule was given and gave in public parts, for whoever does the lot again.
create table floor_lot (
    request {id} primary key,
    meeting {id} not null references meeting (id),
    state {text} not null,
    weight {int64} not null,
    place {int64} not null,
    seconds {int64} not null
);
create index floor_lot_meeting on floor_lot (meeting, state, place);
