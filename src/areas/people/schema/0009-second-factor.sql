-- How people prove who they are: a second factor, sign-ins that wait for it, and links sent by mail.

-- totp: the secret of an app, encrypted under a key from the instance's pepper; null: no app. step: the last stretch of 30 seconds
-- of which a code was taken, so that none is taken twice. printed: whether one-time codes were made, be they used up or not.
-- next, next_until: a secret that is being set up.
create table second_factor (
    person {id} primary key references person (id) on delete cascade,
    totp {bytes},
    step {int64} not null default 0,
    printed {flag} not null default 0,
    next {bytes},
    next_until {int64}
);

-- code: keyed hash; a row goes when its code is used. waits: shown, but not yet confirmed by typing one of them.
create table second_code (
    person {id} not null references person (id) on delete cascade,
    code {bytes} not null,
    waits {flag} not null,
    primary key (person, code)
);

-- The password was right, the code is still to come. It is nobody's session. token: keyed hash of the cookie.
create table sign_in_pending (
    id {id} primary key,
    token {bytes} not null unique,
    person {id} not null references person (id) on delete cascade,
    expires {int64} not null
);

-- token: keyed hash of what stands in the letter; browser: of the cookie of who asked. person null: the address has no account.
-- A row goes when its link is used. purpose: sign-in, password.
create table mail_link (
    id {id} primary key,
    token {bytes} not null unique,
    browser {bytes} not null,
    purpose {text} not null,
    person {id} references person (id) on delete cascade,
    expires {int64} not null
);

-- The limit on guessing counts in table rate.
drop table sign_in_try;
