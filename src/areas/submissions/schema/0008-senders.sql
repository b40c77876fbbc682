-- Whose a submission is besides its sender: an organisation, and those that co-sign it.

alter table submission add column organisation {text};
create index submission_organisation on submission (organisation);

-- signed, declined: instants; both null while the organisation was only asked.
create table co_signature (
    submission {id} not null references submission (id),
    organisation {id} not null,
    asked {int64} not null,
    signed {int64},
    declined {int64},
    primary key (submission, organisation)
);
create index co_signature_organisation on co_signature (organisation);

-- last_act: the decision (submission_decision) that nothing followed yet; what can be undone. duplicate_of: the other one, which counts.
-- sender_verified: when the secretariat said that the sender is who they say, and why.
alter table submission add column last_act {text};
alter table submission add column duplicate_of {text};
alter table submission add column sender_verified {int64};
alter table submission add column sender_verified_reason {text};

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
