-- The search index. Tokens come folded and stemmed from the analyzer; the tokenizer "ascii" takes all
-- bytes above 127 as parts of a token, and tokenchars adds ASCII's signs, so that spaces alone split.
-- The tables keep their tokens, because FTS5 needs them to take an entry out again.
create virtual table search_public using fts5 (tokens,
    tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'");
create virtual table search_restricted using fts5 (tokens,
    tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'");

-- The last search key that was given to a paragraph, of whichever table (td_index_take_keys).
create table search_counter (
    one {int64} primary key,
    n {int64} not null
);
insert into search_counter (one, n) values (1, 0);
