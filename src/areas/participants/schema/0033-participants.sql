-- What standing participants of the profile receive, and that they received it (src/areas/participants/participant.h).

-- content: the mail address, encrypted (mail/kept.h). locale: of their letters.
create table participant_address (
    participant {text} primary key,
    content {bytes} not null,
    locale {text} not null,
    actor {text} not null,
    at {int64} not null
);

-- A report of a State that one of them is to have. submission: it may be erased since, so that nothing points at it. gone: why it is not to
-- be sent any more (its status, or erased), null while it is.
create table participant_copy (
    id {id} primary key,
    participant {text} not null,
    submission {id} not null,
    state {text} not null,
    purpose {text} not null,
    received {int64} not null,
    gone {text},
    gone_at {int64},
    unique (participant, submission)
);
create index participant_copy_received on participant_copy (received, id);
create index participant_copy_submission on participant_copy (submission);

-- That it was sent, once or again. how: link, mail, post, hand, other. day: on which, where an officer said so.
create table participant_sending (
    copy {id} not null references participant_copy (id),
    n {int64} not null,
    how {text} not null,
    day {text},
    note {text},
    actor {text} not null,
    at {int64} not null,
    primary key (copy, n)
);

-- The link of the last letter. token: keyed hash of what stands in it. opened: how often a file was had by it, last at.
create table participant_link (
    copy {id} primary key references participant_copy (id),
    token {bytes} not null unique,
    expires {int64} not null,
    opened {int64} not null,
    last {int64}
);
