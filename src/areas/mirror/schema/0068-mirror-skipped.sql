-- Records of another server's that did not hold and were left out (src/areas/mirror/mirror.h).

-- position: of the record, or of the last one before a line without any. thing: null where it has no id. reason: an English sentence for people.
create table mirror_skipped (
    address {text} not null,
    position {int64} not null,
    thing {id},
    reason {text} not null,
    at {int64} not null,
    primary key (address, position)
);
create index mirror_skipped_thing on mirror_skipped (thing);
