-- The bench of who drafts a general comment, and whole documents of comments before they become comments (src/areas/general_comments/disposition.h, split.h).

-- What the bench said of a comment; words: the version of the comment's words that it is about. version: how often it was said.
create table comment_disposition (
    comment {id} primary key references draft_comment (id),
    disposition {text} not null,
    reason {text} not null,
    words {int64} not null,
    version {int64} not null,
    actor {text} not null,
    at {int64} not null
);

-- Comments that say the same.
create table comment_group (
    id {id} primary key,
    draft {id} not null references general_comment_draft (id),
    n {int64} not null,
    actor {text} not null,
    created {int64} not null,
    unique (draft, n)
);
create table comment_grouped (
    comment {id} primary key references draft_comment (id),
    comment_group {id} not null references comment_group (id) on delete cascade
);
create index comment_grouped_group on comment_grouped (comment_group);

-- Two comments of which somebody said that they are not alike, so that this is not suggested again. The smaller id is first.
create table comment_unlike (
    comment {id} not null references draft_comment (id),
    other {id} not null references draft_comment (id),
    primary key (comment, other)
);

-- Further paragraphs on which a comment stands beside its own.
create table comment_also (
    comment {id} not null references draft_comment (id),
    anchor {text} not null,
    primary key (comment, anchor)
);

-- Drafts of which those who commented know what became of their comments.
create table comment_release (
    draft {id} primary key references general_comment_draft (id),
    actor {text} not null,
    at {int64} not null
);

-- What somebody said of a comment and a change: whether it led to it. draft: the later one. anchor: of its paragraph; of one that went "-" and its anchor in
-- the draft before.
create table comment_change (
    draft {id} not null references general_comment_draft (id),
    anchor {text} not null,
    comment {id} not null references draft_comment (id),
    led {flag} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (draft, anchor, comment)
);

-- A document of comments that waits for its sender's word. writes_for: an organisation's id, "state", or "" for oneself. version: how often it was
-- corrected. It and its pieces go when they become comments.
create table comment_split (
    id {id} primary key,
    draft {id} not null references general_comment_draft (id),
    person {id} not null references person (id) on delete cascade,
    writes_for {text} not null,
    position {text} not null,
    name {text} not null,
    visibility {text} not null,
    language {text} not null,
    version {int64} not null,
    created {int64} not null,
    secret {bytes} not null
);
create index comment_split_person on comment_split (person, draft);

-- places: numbers of paragraphs as people type them; "" is the whole.
create table comment_split_piece (
    split {id} not null references comment_split (id) on delete cascade,
    n {int64} not null,
    places {text} not null,
    text {text} not null,
    dropped {flag} not null,
    primary key (split, n)
);
