-- The transparency log (src/journal/log.h). Rehearsals have an origin, and so a log, of their own.
create table log_origin (
    log {int64} primary key,
    origin {text} not null unique
);

create table log_waiting (
    log {int64} not null references log_origin (log),
    leaf {bytes} not null,
    at {int64} not null,
    primary key (log, leaf)
);

create table log_leaf (
    log {int64} not null references log_origin (log),
    n {int64} not null,
    leaf {bytes} not null,
    primary key (log, n)
);

create unique index log_leaf_leaf on log_leaf (log, leaf);

-- Complete subtrees of 2^level leaves, by their last leaf; the leaves themselves are level 0 and not here.
create table log_node (
    log {int64} not null references log_origin (log),
    last_leaf {int64} not null,
    level {int64} not null,
    hash {bytes} not null,
    primary key (log, last_leaf, level)
);

create table log_head (
    log {int64} not null references log_origin (log),
    size {int64} not null,
    root {bytes} not null,
    note {text} not null,
    at {int64} not null,
    primary key (log, size)
);
