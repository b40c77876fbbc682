-- Whom sealed filings are sealed to: public keys of officers, in the age format. The secret keys are on the officers' machines.
create table sealed_recipient (
    id {id} primary key,
    purpose {text} not null,
    name {text} not null,
    recipient {text} not null,
    added {int64} not null,
    ended {int64}
);
create unique index sealed_recipient_now on sealed_recipient (purpose, recipient) where ended is null;

-- What was sent sealed. code: keyed hash of what the code of words was stretched to. recipient: the public key that follows from the
-- code; what officers answer is sealed to it, so that it opens to who has the words alone.
create table sealed_filing (
    id {id} primary key,
    purpose {text} not null,
    code {bytes} not null unique,
    recipient {text} not null,
    received {int64} not null,
    last {int64} not null,
    closed {int64}
);
create index sealed_filing_last on sealed_filing (purpose, last);

-- Its parts, each one file in the age format among the blobs. how: sealed by whom (sealed.h). file and piece: of a large file that a browser
-- sent in pieces, each sealed alone; file is the browser's own word for it.
create table sealed_part (
    filing {id} not null references sealed_filing (id),
    position {int64} not null,
    kind {text} not null,
    how {text} not null,
    sha256 {text} not null,
    size {int64} not null,
    received {int64} not null,
    fetched {int64} not null,
    file {text},
    piece {int64},
    primary key (filing, position)
);
create unique index sealed_part_piece on sealed_part (filing, file, piece) where file is not null;

-- What officers answered, sealed to the filing's recipient.
create table sealed_answer (
    filing {id} not null references sealed_filing (id),
    position {int64} not null,
    content {bytes} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (filing, position)
);
