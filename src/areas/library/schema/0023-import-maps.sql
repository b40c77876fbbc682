-- Which column of somebody's spreadsheet is which field, kept under a name so that it is said once (src/areas/library/import-sheet.h).
create table import_map (
    name {text} not null,
    field {text} not null,
    named {text} not null,
    primary key (name, field)
);
