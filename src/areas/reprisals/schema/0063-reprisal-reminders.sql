-- That a letter went to the focal point: so many days before (below 0: after) the day on which it wanted to look at a reprisal again.
create table reprisal_reminder (
    reprisal {id} not null references reprisal (id),
    day {text} not null,
    days {int64} not null,
    at {int64} not null,
    primary key (reprisal, day, days)
);

-- Words that hold the name of an organisation at risk are read without it (src/areas/organisations/risk-seen.h).
create index organisation_at_risk on organisation (name) where at_risk = 1;
