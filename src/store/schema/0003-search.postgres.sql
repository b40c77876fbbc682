-- The search index. Tokens come folded and stemmed from the analyzer and are taken as they are: no
-- dictionary, no configuration of a language.
create table search_public (entry {int64} primary key, tokens tsvector not null);
create table search_restricted (entry {int64} primary key, tokens tsvector not null);
create index search_public_tokens on search_public using gin (tokens);
create index search_restricted_tokens on search_restricted using gin (tokens);

-- The last search key that was given to a paragraph, of whichever table (td_index_take_keys).
create table search_counter (
    one {int64} primary key,
    n {int64} not null
);
insert into search_counter (one, n) values (1, 0);
