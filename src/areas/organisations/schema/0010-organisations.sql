-- The registry of organisations, what they say of themselves, coalitions.

-- status, visibility: words of door.h; visibility null: nobody chose, which means hidden. sort_key orders lists; folded is searched
-- by parts; likeness and looks are compared for doubles (text/name-likeness.h); host is the website's. again: it was verified, and its name or
-- kind changed since. at_risk: its names are taken out everywhere. merged_into: it is closed, and its address leads there.
create table organisation (
    id {id} primary key,
    name {text} not null,
    sort_key {text} not null,
    folded {text} not null,
    likeness {text} not null,
    looks {text} not null,
    kind {text} not null,
    status {text} not null,
    visibility {text},
    website {text},
    host {text},
    about {text},
    again {flag} not null,
    decision_reason {text},
    merged_into {id},
    secret {bytes} not null,
    created {int64} not null,
    changed {int64} not null,
    decided {int64},
    at_risk {flag} not null default 0
);

-- That it is, or was, at risk (organisation-risk.h). kept: its visibility before, which comes back when the mark is lifted.
create table organisation_risk (
    organisation {id} not null references organisation (id),
    since {int64} not null,
    actor {text} not null,
    kept {text},
    lifted {int64},
    lifted_by {text},
    primary key (organisation, since)
);
create index organisation_sort on organisation (sort_key, id);
create index organisation_status on organisation (status, visibility, sort_key);
create index organisation_likeness on organisation (likeness);
create index organisation_looks on organisation (looks);
create index organisation_host on organisation (host) where host is not null;
create index organisation_merged on organisation (merged_into) where merged_into is not null;

-- Where it works (ISO 3166 alpha-3), on what (the profile's themes), in which languages.
create table organisation_country (
    organisation {id} not null references organisation (id),
    country {text} not null,
    primary key (organisation, country)
);
create index organisation_country_country on organisation_country (country, organisation);
create table organisation_theme (
    organisation {id} not null references organisation (id),
    theme {text} not null,
    primary key (organisation, theme)
);
create index organisation_theme_theme on organisation_theme (theme, organisation);
create table organisation_language (
    organisation {id} not null references organisation (id),
    language {text} not null,
    primary key (organisation, language)
);

-- Members of a coalition: asked by its lead; accepted by their own.
create table coalition_member (
    coalition {id} not null references organisation (id),
    organisation {id} not null references organisation (id),
    asked {int64} not null,
    accepted {int64},
    primary key (coalition, organisation)
);
create index coalition_member_organisation on coalition_member (organisation);
