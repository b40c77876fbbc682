-- Spreadsheets with their files that wait until somebody of the secretariat looked and confirmed (src/areas/library/import-batch.h). Files are own files
-- (src/instance/own-file.h).

-- map: which column is which field, ["symbol=Symbol", …]. replaces: its files take the place of others. looked: what a run found, as JSON; null: not
-- looked at yet. version: how often it was changed. changed: when it was touched last; after TD_LIMIT_IMPORT_BATCH_DAYS it goes.
create table import_batch (
    id {id} primary key,
    sheet {text} not null,
    sheet_name {text} not null,
    map {text} not null,
    replaces {flag} not null,
    looked {text},
    version {int64} not null,
    created {int64} not null,
    changed {int64} not null
);
create index import_batch_changed on import_batch (changed);

create table import_batch_file (
    batch {id} not null references import_batch (id) on delete cascade,
    name {text} not null,
    kept {text} not null,
    size {int64} not null,
    primary key (batch, name)
);
