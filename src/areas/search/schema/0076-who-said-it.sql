-- Every paragraph that can be found, whatever it is of: what a search is narrowed by, in one row, so that the query joins one table and not
-- six. entry: its number in the indexes. submission, or document with its language, or neither: another public text. What it says and to whom stands
-- where it is from: this is written with the indexes (search-sql.c, public-text-sql.c) and goes with its origin. source: who said it, a word of
-- areas/library/source.h; null where that is not told, and for a submission, whose sender's kind tells it. heading: left out where an article alone is asked for. at: when it came.
create table found (
    entry {int64} primary key,
    submission {id} references submission (id) on delete cascade,
    document {id},
    language {text} not null,
    state {text},
    source {text},
    heading {flag} not null,
    at {int64} not null,
    foreign key (document, language) references document_language (document, language) on delete cascade
);
create index found_submission on found (submission);
create index found_document on found (document, language);

create table found_article (
    entry {int64} not null references found (entry) on delete cascade,
    article {int64} not null,
    primary key (entry, article)
);
create index found_article_article on found_article (article, entry);

insert into found (entry, submission, language, state, heading, at)
    select p.search_key, p.submission, p.language, s.state, case when p.kind = 'heading' then 1 else 0 end, coalesce(s.received, s.created)
    from paragraph p join submission s on s.id = p.submission where s.status <> 'draft';
insert into found_article (entry, article)
    select p.search_key, a.article from paragraph_article a join paragraph p on p.submission = a.submission and p.n = a.n
    join found f on f.entry = p.search_key where a.confidence >= 500;
insert into found (entry, document, language, state, source, heading, at)
    select q.search_key, q.document, q.language, d.state, d.source, case when q.kind = 'heading' then 1 else 0 end, l.added
    from document_paragraph q join document d on d.id = q.document
    join document_language l on l.document = q.document and l.language = q.language;
insert into found_article (entry, article)
    select q.search_key, a.article from document_paragraph_article a join document_paragraph q
    on q.document = a.document and q.language = a.language and q.n = a.n where a.confidence >= 500;
insert into found (entry, language, state, source, heading, at)
    select t.search_key, t.language, t.state, case when t.kind in ('question', 'draft') then 'committee'
    when exists (select 1 from meeting_answer a where a.search_key = t.search_key and a.by_state is not null) then 'state' end, 0, t.at
    from public_text t;
insert into found_article (entry, article) select a.search_key, a.article from public_text_article a;
-- Its articles stand there now.
drop table public_text_article;
