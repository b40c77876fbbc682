-- What a mirror took over from another server (src/areas/mirror/mirror.h).

-- position: the last record of that server's that stands here. completed: when nothing more was there; null: not yet.
create table mirror (
    address {text} primary key,
    position {int64} not null,
    records {int64} not null,
    completed {int64}
);
