-- What an annex is, in its sender's words; null: they said nothing.
alter table submission_file add column title {text};
