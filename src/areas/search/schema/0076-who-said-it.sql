-- source: the kind of source that said it, a word of areas/library/source.h; null: not told. Of what was found before, answers of organisations have none.
alter table public_text add column source {text};
update public_text set source = 'committee' where kind in ('question', 'draft');
update public_text set source = 'state' where kind = 'answer'
    and search_key in (select a.search_key from meeting_answer a where a.by_state is not null);
