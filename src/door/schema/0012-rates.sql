-- How often somebody did something lately, for limits. who: keyed hash, so that the table tells nobody.
create table rate (
    id {id} primary key,
    what {text} not null,
    who {bytes} not null,
    at {int64} not null
);
create index rate_who on rate (who, what, at);
create index rate_at on rate (at);
