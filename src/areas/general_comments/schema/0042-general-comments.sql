-- General comments in the making: their bodies, stages, drafts, and what people say of these (src/areas/general_comments/general-comment.h).

-- theme: slug of the profile, or null. drafter: an account, which may be erased; drafter_name: as it is shown. document: of the library, once it
-- is adopted; it may go, so that nothing points at it.
create table general_comment (
    id {id} primary key,
    theme {text},
    drafter {id},
    drafter_name {text},
    document {id},
    adopted {text},
    drafts {int64} not null default 0,
    actor {text} not null,
    created {int64} not null,
    secret {bytes} not null
);
create table general_comment_title (
    general_comment {id} not null references general_comment (id),
    language {text} not null,
    title {text} not null,
    primary key (general_comment, language)
);

-- The body or the two bodies whose it is, in their order. number: of the general comment in this body's row, or null. symbol: in its clean form, or null.
create table general_comment_body (
    general_comment {id} not null references general_comment (id),
    n {int64} not null,
    body {text} not null,
    number {int64},
    symbol {text} unique,
    primary key (general_comment, n)
);

-- kind: slug of general-comment-stages.csv. n: their order. opens, closes: instants; the local texts with zone are what was said; null: not
-- said yet. draft: on which comments are taken, where it is a phase of comments. document: symbol or id of the library. call, meeting: of those areas.
create table general_comment_stage (
    id {id} primary key,
    general_comment {id} not null references general_comment (id),
    n {int64} not null,
    kind {text} not null,
    opens_local {text},
    opens {int64},
    closes_local {text},
    closes {int64},
    zone {text} not null,
    draft {id},
    document {text},
    call {id},
    meeting {id},
    note {text},
    actor {text} not null,
    created {int64} not null,
    changed {int64} not null,
    unique (general_comment, n)
);
create index general_comment_stage_draft on general_comment_stage (draft) where draft is not null;

-- Each other end that a phase of comments got, with the one before it: those that stand in the stage are the last.
create table general_comment_stage_move (
    stage {id} not null references general_comment_stage (id),
    n {int64} not null,
    was_local {text} not null,
    was {int64} not null,
    closes_local {text} not null,
    closes {int64} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (stage, n)
);

-- A version of its text. n: 1 the first. final: nothing comes after it but its adoption. comments, confidential: how many numbers were given in
-- each of the two rows.
create table general_comment_draft (
    id {id} primary key,
    general_comment {id} not null references general_comment (id),
    n {int64} not null,
    final {flag} not null,
    comments {int64} not null default 0,
    confidential {int64} not null default 0,
    actor {text} not null,
    created {int64} not null,
    secret {bytes} not null,
    unique (general_comment, n)
);

-- text: JSON of the one text model; the ids of its paragraphs are their anchors. sha256: of the file as it came. leads: this language counts.
create table general_comment_text (
    draft {id} not null references general_comment_draft (id),
    language {text} not null,
    leads {flag} not null,
    title {text},
    text {text} not null,
    paragraphs {int64} not null,
    words {int64} not null,
    format {text} not null,
    sha256 {text} not null,
    added {int64} not null,
    primary key (draft, language)
);

-- What stays of a comment when its words are gone. number: within its row, confidential ones having one of their own, so that
-- no gap tells of them. anchor: null: the whole. language: of the text on which it was made. phrase: words of that paragraph, or null. reply_to: a comment
-- that this is part of the discussion of. position: state, expert, agency, nhri, organisation, person; known: by an account, not only said.
-- sender: organisation, state, person, nobody. shown: 0 until an officer looked, where there was no account. version: of its words.
create table draft_comment (
    id {id} primary key,
    draft {id} not null references general_comment_draft (id),
    number {int64} not null,
    language {text} not null,
    anchor {text},
    phrase {text},
    reply_to {id} references draft_comment (id),
    position {text} not null,
    known {flag} not null,
    sender {text} not null,
    confidential {flag} not null,
    shown {flag} not null,
    version {int64} not null default 1,
    withdrawn {int64},
    changed {int64} not null,
    at {int64} not null,
    unique (draft, confidential, number)
);
create index draft_comment_anchor on draft_comment (draft, anchor, number);
create index draft_comment_reply on draft_comment (reply_to);

-- Its words and whose they are; name: as it is shown. They go when it is taken back, and with an account that is erased.
create table draft_comment_words (
    comment {id} primary key references draft_comment (id),
    person {id} references person (id) on delete cascade,
    organisation {id},
    state {text},
    key_hash {bytes} unique,
    name {text},
    text {text} not null,
    wording {text},
    secret {bytes} not null
);
create index draft_comment_words_person on draft_comment_words (person);
create index draft_comment_words_organisation on draft_comment_words (organisation);

-- version: of the comment whose words it supports; support of earlier words does not count for later ones.
create table draft_comment_support (
    comment {id} not null references draft_comment (id),
    organisation {id} not null,
    version {int64} not null,
    at {int64} not null,
    primary key (comment, organisation)
);
create index draft_comment_support_organisation on draft_comment_support (organisation);
