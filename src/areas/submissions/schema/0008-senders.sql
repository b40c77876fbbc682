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
