-- What is public, and since when it stands as it stands, for those who harvest (src/areas/open_data/record.h).

-- id: of the document or submission. position: in the journal, of the entry after which it stands so; ascending for whoever harvests on from
-- where they stopped. hash: of what everybody reads there, so that an entry which changes nothing of it moves nothing. deleted: it was public and is not any more. state and type stay what they were.
create table open_record (
    id {id} primary key,
    kind {text} not null,
    state {text},
    type {text} not null,
    position {int64} not null,
    at {int64} not null,
    deleted {flag} not null,
    hash {text} not null
);
create unique index open_record_position on open_record (position, id);
