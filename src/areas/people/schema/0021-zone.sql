-- In which time zone an account reads, as it chose itself: an IANA name. It goes with the account.
create table person_zone (
    person {id} primary key references person (id) on delete cascade,
    zone {text} not null
);
