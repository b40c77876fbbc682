-- Public texts that are neither a submission's nor the library's, for search (src/areas/search/public-text.h). search_key: the text's own, in the table of
-- the area that it is from. kind: a word of public-text.c. path: its address behind the language. number: what it bears among its like, or 0.
create table public_text (
    search_key {int64} primary key,
    kind {text} not null,
    state {text},
    language {text} not null,
    number {int64} not null,
    path {text} not null,
    text {text} not null,
    at {int64} not null
);

create table public_text_article (
    search_key {int64} not null references public_text (search_key),
    article {int64} not null,
    primary key (search_key, article)
);
create index public_text_article_article on public_text_article (article, search_key);
