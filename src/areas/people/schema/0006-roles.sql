-- What people may be: roles with terms, a member's conflicts, and to which organisations they belong.

-- starts, ends: days in the Committee's zone, both inclusive; ends null: until it is ended. ended: when somebody ended it before.
-- role organisation has no rows: it is everybody's with an account.
create table person_role (
    id {id} primary key,
    person {id} not null references person (id),
    role {text} not null,
    state {text},
    starts {text} not null,
    ends {text},
    given {int64} not null,
    ended {int64}
);
create index person_role_person on person_role (person);

-- States in whose review a member takes no part. ground: nationality, residence, office, declaration. A member
-- for whom no nationality is recorded takes part in none.
create table person_conflict (
    person {id} not null references person (id),
    state {text} not null,
    ground {text} not null,
    recorded {int64} not null,
    primary key (person, state, ground)
);

-- Those that the secretariat took back, with its reason.
create table person_conflict_removed (
    id {id} primary key,
    person {id} not null references person (id) on delete cascade,
    state {text} not null,
    ground {text} not null,
    recorded {int64} not null,
    removed {int64} not null,
    reason {text} not null
);
create index person_conflict_removed_person on person_conflict_removed (person);

create table membership (
    person {id} not null references person (id),
    organisation {id} not null,
    level {text} not null,
    since {int64} not null,
    primary key (person, organisation)
);
create index membership_organisation on membership (organisation);

insert into person_role (id, person, role, state, starts, ends, given, ended)
    select id, id, role, null, '1990-01-01', null, created, null from person where role <> 'organisation';
insert into person_conflict (person, state, ground, recorded)
    select id, state, 'nationality', created from person where role = 'member' and state is not null;
alter table person drop column role;
alter table person drop column state;

-- What an account says of its owner. name_folded: for searching. locale: the language of their letters. mail_detail: letters may say what they are about.
alter table person add column name {text};
alter table person add column name_folded {text};
alter table person add column locale {text};
alter table person add column mail_detail {flag} not null default 0;

-- Invitations that wait. token: keyed hash of the link's. title: the organisation's name when it invited. role, state: of a State,
-- until ends. A row goes when it is used, taken back or out of date.
create table invitation (
    id {id} primary key,
    token {bytes} not null unique,
    address {text} not null,
    inviter {id} references person (id) on delete cascade,
    organisation {id},
    title {text},
    level {text},
    role {text},
    state {text},
    ends {text},
    created {int64} not null,
    expires {int64} not null
);
create index invitation_organisation on invitation (organisation);
create index invitation_state on invitation (state);
create index invitation_address on invitation (address);
create index invitation_expires on invitation (expires);

-- trust: how the sign-in proved who it is (door/door.h). behalf: the organisation for which an officer enters something now.
alter table sign_in add column trust {int64} not null default 0;
alter table sign_in add column behalf {text};
