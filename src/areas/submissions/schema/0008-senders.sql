-- Whose a submission is besides its sender: an organisation, and those that co-sign it.

alter table submission add column organisation {text};
create index submission_organisation on submission (organisation);

-- signed, declined: instants; both null while the organisation was only asked. document: hash of the files that it signed;
-- signer: the account.
create table co_signature (
    submission {id} not null references submission (id),
    organisation {id} not null,
    asked {int64} not null,
    signed {int64},
    declined {int64},
    document {bytes},
    signer {text},
    primary key (submission, organisation)
);
create index co_signature_organisation on co_signature (organisation);

-- last_act: the decision (submission_decision) that nothing followed yet; what can be undone. duplicate_of: the other one, which counts.
-- sender_verified: when the secretariat said that the sender is who they say, and why.
alter table submission add column last_act {text};
alter table submission add column duplicate_of {text};
alter table submission add column sender_verified {int64};
alter table submission add column sender_verified_reason {text};

-- The officer of the secretariat who entered it, on behalf of organisation or from paper.
alter table submission add column entered_by {text};

-- Every change of status after sending, so that it can be shown and undone. officer: as the journal calls them.
-- before_reason, before_decided, before_other: what stood before. undone: when.
create table submission_decision (
    id {id} primary key,
    submission {id} not null references submission (id),
    from_status {text} not null,
    to_status {text} not null,
    officer {text} not null,
    at {int64} not null,
    reason {text},
    other {text},
    before_reason {text},
    before_decided {int64},
    before_other {text},
    undone {int64}
);
create index submission_decision_submission on submission_decision (submission, at);

-- What a corrected one stands for.
alter table submission add column replaces {text};
create index submission_replaces on submission (replaces);

-- What everybody reads where a name was taken out (null: what stands beside it); masked: when. The index for search holds these
-- too, so that nobody finds the name by it.
alter table submission add column masked {int64};
alter table submission add column public_title {text};
alter table submission add column public_sender_name {text};
alter table paragraph add column public_heading {text};
alter table paragraph add column public_text {text};
alter table paragraph_article add column public_because {text};
alter table priority add column public_text {text};

-- The keys by which browsers without an account are the sender: keyed hashes.
create table submission_key (
    key {bytes} primary key,
    submission {id} not null references submission (id),
    created {int64} not null
);
create index submission_key_submission on submission_key (submission);
insert into submission_key (key, submission, created)
    select draft_key, id, created from submission where draft_key is not null;
alter table submission drop column draft_key;

-- The code of words by which a sender comes back: keyed hash of what was stretched. One lives at a time.
create table submission_code (
    submission {id} primary key references submission (id),
    code {bytes} not null unique,
    made {int64} not null
);

-- Who read what is not public, at most once a session and hour (since 1970). reader: as the journal calls them.
create table submission_reading (
    submission {id} not null references submission (id),
    what {text} not null,
    reader {text} not null,
    session {text} not null,
    hour {int64} not null,
    at {int64} not null,
    primary key (submission, what, reader, session, hour)
);
