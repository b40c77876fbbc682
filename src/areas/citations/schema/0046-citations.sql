-- Which paragraphs of submissions and documents cite which documents (src/areas/citations/citation-use.h).

-- The paragraph that cites is of a submission or of a document of the library (its leading language): one of both is set. n: which one.
-- symbol: what is cited, in capitals; of a general comment by number the symbol that it bears; '' where a text says "the concluding
-- observations" and no more: those on state that were the last ones then. first, last: its paragraphs; 0: as a whole.
create table citation (
    id {id} primary key,
    submission {id} references submission (id) on delete cascade,
    document {id} references document (id) on delete cascade,
    n {int64} not null,
    symbol {text} not null,
    state {text},
    first {int64} not null,
    last {int64} not null
);
create unique index citation_submission on citation (submission, n, symbol, first, last) where submission is not null;
create unique index citation_document on citation (document, n, symbol, first, last) where document is not null;
create index citation_symbol on citation (symbol, state);
