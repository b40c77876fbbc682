-- What a sender said of a likeness between their words and a paragraph of the Committee's (src/areas/uptake/uptake.h).

-- mine: "p12" the submission's paragraph 12, "r2" its second priority. anchor: of the Committee's paragraph. confirmed: 1 it resembles, 0 it
-- does not. published: since when the sender says so publicly, under their name; null: not.
create table uptake (
    submission {id} not null references submission (id) on delete cascade,
    mine {text} not null,
    document {id} not null references document (id) on delete cascade,
    anchor {text} not null,
    confirmed {flag} not null,
    said {int64} not null,
    published {int64},
    primary key (submission, mine, document, anchor)
);
create index uptake_document on uptake (document, published);
