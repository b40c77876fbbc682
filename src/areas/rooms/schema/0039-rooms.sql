-- Rooms for video and audio (src/areas/rooms/seat.h, recording.h).

-- Who may be in a meeting's room. A seat is of one account, or of whoever holds its link (key: keyed hash of it) and then of the first
-- browser that used it (device: keyed hash of that browser's cookie). name: as the room shows it; of those who come by link alone.
create table room_seat (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    person {id},
    kind {text} not null check (kind in ('chair', 'speaker', 'member', 'interpreter', 'observer')),
    speaker {id},
    language {text},
    name {text},
    key {bytes} unique,
    device {bytes},
    expires {int64} not null,
    withdrawn {int64},
    entered {int64},
    misused {int64} not null,
    misused_at {int64},
    created {int64} not null,
    secret {bytes} not null
);
create unique index room_seat_person on room_seat (meeting, person);
create index room_seat_meeting on room_seat (meeting, created, id);

-- What the chair had recorded; a meeting has one for each time that it was begun. file: in Janus's folder while it runs; content: the SHA-256 of what is kept, afterwards.
create table room_recording (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    file {text} not null,
    began {int64} not null,
    ended {int64},
    content {text},
    public {flag} not null,
    bytes {int64} not null,
    lost {flag} not null
);
create index room_recording_meeting on room_recording (meeting, began, id);
