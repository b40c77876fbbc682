-- Spreading the word: summaries of adopted texts, and where organisations spread them (src/areas/spreading/summary.h, outreach.h).

-- In the words of an organisation, one a document and language. off: when the secretariat took it off every page, with off_reason; null: it stands.
create table summary (
    id {id} primary key,
    document {id} not null references document (id) on delete cascade,
    organisation {id} not null references organisation (id),
    language {text} not null,
    text {text} not null,
    written {int64} not null,
    off {int64},
    off_reason {text}
);
create unique index summary_one on summary (document, organisation, language);

-- day: of any precision. how: a word of outreach.h. country: iso3, place: town or region, words: what else there is to say; of a quiet one
-- place and words are never kept. people: how many, 0 not known. quiet: nobody but its own people reads that it was them.
create table outreach (
    id {id} primary key,
    document {id} not null references document (id) on delete cascade,
    organisation {id} not null references organisation (id),
    day {text} not null,
    how {text} not null,
    language {text} not null,
    country {text},
    place {text},
    people {int64} not null,
    words {text},
    quiet {flag} not null,
    noted {int64} not null,
    off {int64},
    off_reason {text}
);
create index outreach_document on outreach (document, day);
create index outreach_organisation on outreach (organisation, noted);
