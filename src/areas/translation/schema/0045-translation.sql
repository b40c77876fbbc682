-- The translation workshop (src/areas/translation/translation.h): public texts, sentence by sentence, in any language.

-- A text of the library that people translated, which nobody certifies: the names shown with it, and how much of it is missing. Null: an official text.
alter table document_language add column unofficial_by {text};
alter table document_language add column unofficial_reviewed {text};
alter table document_language add column unofficial_missing {int64} not null default 0;

-- kind: document, catalogue. thing: the document, or "interface". source, language: tags. organisation: that proposed it; null: the
-- secretariat. off: when it was taken off, with its reason; null while it stands. shown: when it was last put into the library.
-- header, flags: of a catalogue's file, to give it back as it came.
create table translation_project (
    id {id} primary key,
    kind {text} not null,
    thing {text} not null,
    source {text} not null,
    language {text} not null,
    title {text} not null,
    organisation {id},
    person {text} not null,
    created {int64} not null,
    changed {int64} not null,
    shown {int64},
    off {int64},
    reason {text},
    header {text},
    secret {bytes} not null
);
create unique index translation_project_one on translation_project (kind, thing, language) where off is null;
create index translation_project_language on translation_project (language, created);

-- A sentence. paragraph: its anchor in the document, or "". joint: what stands before it in its paragraph. context, plural, note: of a
-- catalogue's entry (msgctxt, msgid_plural, comments). state: empty, draft, translated, reviewed, sent-back. words: the translation, its plural
-- forms apart by U+001E. excuse: why it is right in spite of warnings. reason: why it was sent back. machine: what a machine made of it, which counts as
-- nothing.
create table translation_segment (
    project {id} not null references translation_project (id) on delete cascade,
    n {int64} not null,
    paragraph {text} not null,
    kind {text} not null,
    level {int64} not null,
    number {text},
    joint {text} not null,
    context {text},
    source {text} not null,
    plural {text},
    note {text},
    state {text} not null,
    version {int64} not null,
    words {text},
    actor {text},
    at {int64},
    excuse {text},
    reviewer {text},
    reviewed {int64},
    reason {text},
    machine {text},
    primary key (project, n)
);
create index translation_segment_state on translation_segment (project, state, n);

-- Everything that was ever written. version: its number while it stood or stands; 0: it was written beside another one. place: stood, beside (it
-- waits for somebody to choose), taken, dropped.
create table translation_version (
    id {id} primary key,
    project {id} not null,
    n {int64} not null,
    version {int64} not null,
    words {text} not null,
    actor {text} not null,
    at {int64} not null,
    place {text} not null,
    foreign key (project, n) references translation_segment (project, n) on delete cascade
);
create index translation_version_segment on translation_version (project, n, at);

-- By which name somebody is shown with this translation; null: by none.
create table translation_credit (
    project {id} not null references translation_project (id) on delete cascade,
    person {text} not null,
    name {text},
    primary key (project, person)
);

-- A file that came back and waits for its sender to say yes: what it holds, as records (JSON).
create table translation_import (
    id {id} primary key,
    project {id} not null references translation_project (id) on delete cascade,
    actor {text} not null,
    at {int64} not null,
    name {text} not null,
    records {text} not null
);
