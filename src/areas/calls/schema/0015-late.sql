-- Contributions to a call that is over (src/areas/calls/late.h).

-- One row for each person who asks to be let in late, and for each link that the secretariat made unasked. address: where the
-- link goes, in small letters. name, kind, why, asked: of who asks, null where nobody did. decision: null while it waits,
-- granted, refused; reason: the secretariat's, with granted for everybody who reads of what was sent. until_local is in the
-- call's zone. token: hash of the newest link; n counts them. used: when something was sent by it.
create table late (
    id {id} primary key,
    call {id} not null references call (id),
    state {text} not null,
    address {text} not null,
    locale {text} not null,
    name {text},
    kind {text},
    why {text},
    asked {int64},
    decision {text},
    reason {text},
    until_local {text},
    until {int64},
    decided {int64},
    actor {text},
    revoked {int64},
    used {int64},
    token {bytes} unique,
    n {int64} not null,
    secret {bytes} not null
);
create index late_call on late (call);
create index late_waits on late (asked) where decision is null;

-- The draft that was begun by a link; n: by which of its links.
create table late_draft (
    late {id} primary key references late (id),
    submission {id} not null unique references submission (id) on delete cascade,
    n {int64} not null
);

-- What was taken after its call was over, and by what right: way is link, or entered (from paper, by the secretariat).
create table late_answer (
    submission {id} primary key references submission (id) on delete cascade,
    late {id} unique references late (id),
    way {text} not null,
    reason {text} not null,
    at {int64} not null
);
