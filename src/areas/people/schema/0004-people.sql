-- People with an account, their sign-in sessions, and wrong tries for the limit on guessing.

create table person (
    id {id} primary key,
    address {text} not null unique,
    password {text} not null,
    role {text} not null,
    state {text},
    disabled {flag} not null,
    secret {bytes} not null,
    created {int64} not null
);

-- token: keyed hash of the cookie, so that a stolen database opens no session.
create table sign_in (
    id {id} primary key,
    token {bytes} not null unique,
    person {id} not null references person (id),
    csrf {text} not null,
    created {int64} not null,
    expires {int64} not null
);
create index sign_in_person on sign_in (person);

-- address: keyed hash of what was typed, so that the table tells no address.
create table sign_in_try (
    id {id} primary key,
    address {bytes} not null,
    at {int64} not null
);
create index sign_in_try_address on sign_in_try (address, at);
