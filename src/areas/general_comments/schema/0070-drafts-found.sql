-- Under which search keys the paragraphs of the newest draft of a general comment stand in the search (search/public-text.h).
create table draft_found (
    draft {id} not null references general_comment_draft (id),
    language {text} not null,
    anchor {text} not null,
    search_key {int64} not null unique,
    primary key (draft, language, anchor)
);
