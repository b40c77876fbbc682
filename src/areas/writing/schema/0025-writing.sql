-- Texts that people write here in sections, whoever owns them (src/areas/writing/writing.h).

-- kind, thing: whose it is: "paper" and its id. outline: slug of the profile's. secret: key of the journal's hashes.
create table written (
    id {id} primary key,
    kind {text} not null,
    thing {id} not null,
    outline {text} not null,
    language {text} not null,
    created {int64} not null,
    frozen {int64},
    secret {bytes} not null,
    unique (kind, thing)
);

-- slug: of the outline, or "s" and 16 letters. usual: kind of the paragraphs that are usual here. version: the number that stands, 0
-- none. holder: who has the lease until held_until: a person's id, "sender" (whoever has the key), "command".
create table written_section (
    id {id} primary key,
    written {id} not null references written (id) on delete cascade,
    slug {text} not null,
    title {text} not null,
    hint {text},
    level {int64} not null,
    usual {text} not null,
    place {int64} not null,
    version {int64} not null default 0,
    taken_out {flag} not null default 0,
    holder {text},
    held_until {int64},
    unique (written, slug)
);

-- text: the section as JSON of document/text-model.h. number: of the section; 0 of a branch. base: the number on which it was made. state: stands, branch,
-- taken, set-aside. actor: as the journal has it.
create table written_version (
    id {id} primary key,
    section {id} not null references written_section (id) on delete cascade,
    number {int64} not null,
    base {int64} not null,
    state {text} not null,
    text {text} not null,
    words {int64} not null,
    actor {text} not null,
    at {int64} not null,
    reason {text},
    decided_by {text},
    decided {int64}
);
create index written_version_section on written_version (section, number);
create index written_version_open on written_version (section) where state = 'branch';
