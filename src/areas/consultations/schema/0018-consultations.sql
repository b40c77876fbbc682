-- What a State does to consult on the draft of its report (src/areas/consultations/consultation.h).

-- draft: a submission; it may be erased since, so that nothing points at it. opens, closes: instants; the local texts with zone are what was
-- said. withdrawn: when the State took it back before it closed; follows: the withdrawn one that this one begins anew.
create table consultation (
    id {id} primary key,
    state {text} not null,
    cycle {int64} not null,
    draft {id},
    follows {id} references consultation (id),
    opens_local {text} not null,
    opens {int64} not null,
    closes_local {text} not null,
    closes {int64} not null,
    zone {text} not null,
    languages {text} not null,
    how {text} not null,
    about {text},
    draft_published {int64},
    withdrawn {int64},
    withdrawn_reason {text},
    comments {int64} not null default 0,
    actor {text} not null,
    created {int64} not null,
    secret {bytes} not null
);
create index consultation_state on consultation (state, cycle);
create index consultation_draft on consultation (draft);

-- Each later deadline that it got, with the one before it: those that stand in consultation are the last.
create table consultation_extension (
    consultation {id} not null references consultation (id),
    n {int64} not null,
    was_local {text} not null,
    was {int64} not null,
    closes_local {text} not null,
    closes {int64} not null,
    reason {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (consultation, n)
);

-- way: person, video, telephone, written.
create table consultation_meeting (
    id {id} primary key,
    consultation {id} not null references consultation (id),
    starts_local {text} not null,
    starts {int64} not null,
    way {text} not null,
    place {text} not null,
    languages {text} not null,
    outcome {text},
    actor {text} not null,
    at {int64} not null
);
create index consultation_meeting_of on consultation_meeting (consultation);

-- How many came, by kind of the profile, as the State counted them.
create table consultation_attendance (
    meeting {id} not null references consultation_meeting (id),
    kind {text} not null,
    came {int64} not null,
    primary key (meeting, kind)
);

-- kind: the organisation's when it was invited, so that the record counts on after it is gone.
create table consultation_invitation (
    consultation {id} not null references consultation (id),
    organisation {id} not null,
    kind {text} not null,
    actor {text} not null,
    at {int64} not null,
    primary key (consultation, organisation)
);
create index consultation_invitation_organisation on consultation_invitation (organisation);

-- Organisations that said themselves that the record names them.
create table consultation_consent (
    consultation {id} not null references consultation (id),
    organisation {id} not null,
    at {int64} not null,
    primary key (consultation, organisation)
);

-- What stays of a comment when its words are gone: its number, the kind of its sender, what became of it. n: the paragraph, 0 the
-- whole draft. sender: organisation, person, nobody. version: how often it was answered.
create table consultation_comment (
    id {id} primary key,
    consultation {id} not null references consultation (id),
    number {int64} not null,
    n {int64} not null,
    kind {text} not null,
    sender {text} not null,
    shown {flag} not null,
    named {flag} not null,
    withdrawn {int64},
    version {int64} not null default 0,
    disposition {text},
    answered {int64},
    at {int64} not null,
    unique (consultation, number)
);
create index consultation_comment_n on consultation_comment (consultation, n, number);

-- Its words and whose they are; name: a person's, as they want it shown, where they want it. They go when it is taken back, and with an account that is erased.
create table consultation_words (
    comment {id} primary key references consultation_comment (id),
    person {id} references person (id) on delete cascade,
    organisation {id},
    key_hash {bytes} unique,
    name {text},
    text {text} not null,
    wording {text},
    secret {bytes} not null
);
create index consultation_words_person on consultation_words (person);
create index consultation_words_organisation on consultation_words (organisation);

-- An answer to one comment or to several. office: which ministry, for the State alone.
create table consultation_answer (
    id {id} primary key,
    consultation {id} not null references consultation (id),
    office {text} not null,
    disposition {text} not null,
    text {text} not null,
    actor {text} not null,
    at {int64} not null
);
create index consultation_answer_of on consultation_answer (consultation);

-- version: of the comment, with this answer. stands: 0 where a later one took its place; nothing is deleted.
create table consultation_answered (
    comment {id} not null references consultation_comment (id),
    version {int64} not null,
    answer {id} not null references consultation_answer (id),
    stands {flag} not null,
    primary key (comment, version)
);
create index consultation_answered_answer on consultation_answered (answer);
