-- PINs, callbacks and calls of meetings by telephone (src/areas/telephone/pin.h, callback.h).

-- One for each person and meeting, or for a guest whom the secretariat named. token: keyed hash of the digits. shown: the name by which the
-- caller is called up. trust: of the session that asked for it. Gone some hours after the meeting.
create table phone_pin (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    person {id},
    speaker {id},
    shown {text} not null,
    trust {int64} not null,
    token {bytes} not null unique,
    locale {text} not null,
    expires {int64} not null,
    withdrawn {int64} not null,
    created {int64} not null
);
create index phone_pin_meeting on phone_pin (meeting, created, id);
create index phone_pin_expires on phone_pin (expires);

-- Somebody asked to be called. number: encrypted, bound to this row; erased with it when the meeting is over. at_turn: when their turn comes
-- near, else at the opening. status: waits, calls, answered, failed.
create table phone_callback (
    id {id} primary key,
    pin {id} not null unique references phone_pin (id) on delete cascade,
    number {bytes} not null,
    at_turn {flag} not null,
    status {text} not null,
    tries {int64} not null,
    due {int64} not null,
    created {int64} not null
);

-- Who was in a meeting by telephone, from when to when (0: still is). No number. call: what the gateway calls it, by which a room knows them.
create table phone_call (
    id {id} primary key,
    call {text} not null,
    pin {id} not null,
    meeting {id} not null references meeting (id),
    person {id},
    speaker {id},
    language {text} not null,
    began {int64} not null,
    ended {int64} not null
);
create index phone_call_meeting on phone_call (meeting, began, id);
create index phone_call_call on phone_call (call) where ended = 0;
