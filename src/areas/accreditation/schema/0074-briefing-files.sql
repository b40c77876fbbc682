-- Files that those invited, or the secretariat, laid before a closed meeting (briefing-file.h). title is sealed. organisation: for which it was
-- sent; house: by the secretariat. sha256: of what is kept; kept: of that blob, with bytes of chance before the file.
create table briefing_file (
    id {id} primary key,
    meeting {id} not null references meeting (id),
    organisation {id},
    person {id},
    house {flag} not null,
    title {bytes},
    format {text} not null,
    language {text},
    pages {int64} not null,
    size {int64} not null,
    sha256 {text} not null,
    kept {text} not null,
    actor {text} not null,
    at {int64} not null,
    unique (meeting, sha256)
);
create index briefing_file_meeting on briefing_file (meeting, at, id);
create index briefing_file_person on briefing_file (person);
create index briefing_file_organisation on briefing_file (organisation);
