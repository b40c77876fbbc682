-- Who asked to be told of what, and what is still to be told (src/areas/subscriptions/subscription.h).

-- receiver: keyed hash of the address; address: encrypted, null where an account has it. zone: a second one for times in letters, ''
-- for the Committee's alone. digest_due: when the next letter of what was published goes; null: nothing waits.
create table subscriber (
    id {id} primary key,
    receiver {bytes} not null unique,
    person {id} unique references person (id) on delete cascade,
    address {bytes},
    locale {text} not null,
    zone {text} not null,
    name_states {flag} not null,
    digest_due {int64},
    created {int64} not null
);
create index subscriber_digest on subscriber (digest_due) where digest_due is not null;

-- kind: world, state, theme, article, call, organisation, search. what: its code, slug, number or id; of a search its questions as
-- an address has them; '' for the world.
create table subscription (
    id {id} primary key,
    subscriber {id} not null references subscriber (id) on delete cascade,
    kind {text} not null,
    what {text} not null,
    created {int64} not null,
    unique (subscriber, kind, what)
);

-- Asked for by mail and not confirmed yet. token: keyed hash of the link's; content: encrypted address and wish.
create table subscription_asked (
    token {bytes} primary key,
    id {id} not null,
    content {bytes} not null,
    expires {int64} not null
);

-- What is told, once by its key (told), in batches: upto is the last one that was looked at. kind: opened, deadline, closed,
-- reminder, published, programme. source: what thing is: call, consultation (the name of an opening's source), submission, programme (of a session, by its number). n: which deadline of it, how many days before, or which version; earlier: which deadline was told before. phase:
-- subscribers, concerned (those without a subscription), done.
create table subscription_event (
    id {id} primary key,
    told {text} not null unique,
    kind {text} not null,
    source {text} not null,
    thing {id} not null,
    n {int64} not null,
    earlier {int64} not null,
    closes {int64},
    due {int64} not null,
    phase {text} not null,
    upto {text} not null
);
create index subscription_event_due on subscription_event (due, id) where phase <> 'done';
create index subscription_event_thing on subscription_event (thing, kind);

-- What was published, for the letter of the day. letter: the key under which the letter that holds it can still be taken back.
create table subscription_digest (
    subscriber {id} not null references subscriber (id) on delete cascade,
    submission {id} not null,
    published {int64} not null,
    letter {text},
    primary key (subscriber, submission)
);
create index subscription_digest_submission on subscription_digest (submission);
create index subscription_digest_letter on subscription_digest (letter) where letter is not null;
