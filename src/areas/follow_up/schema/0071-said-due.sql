-- The day by which a document wants a recommendation followed up, as it names it; null: it names none.
alter table recommendation add column said_due {text};
