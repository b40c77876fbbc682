/* What the editor's pages share: who writes in which text, and what its owner says of it; private to this area. */
#pragma once

#include "areas/writing/writing.h"
#include "web/route.h"

typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const char *kind, *thing, *locale;
    TdWriter writer;
    TdWritten *written;
    TdWritingAbout about;
    gboolean may_write; /* by its owner, and it is not frozen */
    char *key;
    GPtrArray *strings;
} TdEditor;

/* Loads it all; FALSE with the owner's error. Clear it in any case. */
gboolean td_editor_open (TdRequest *request, TdEditor *ret_editor, GError **error);
/* Only who asks and about what: for acts, which ask by themselves. */
void td_editor_begin (TdRequest *request, TdEditor *ret_editor);
void td_editor_clear (TdEditor *editor);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TdEditor, td_editor_clear)

/* Takes it; lives as long as editor. */
const char *td_editor_keep (TdEditor *editor, char *take);
/* "/LANG/writing/KIND/THING" and rest. */
const char *td_editor_path (TdEditor *editor, const char *rest);
/* Where "back" leads, and its words. */
const char *td_editor_back (TdEditor *editor);
const char *td_editor_when (TdEditor *editor, gint64 at);
/* In the page's language, or in the text's where a person wrote it. */
const char *td_editor_section_title (TdEditor *editor, const TdWrittenSection *section);
/* Pages by the owner's words a page, rounded up; 0 where it shows none. */
int td_editor_pages (const TdEditor *editor, gint64 words);
gint64 td_editor_words (const TdEditor *editor);

/* What is said beside a form: an error that its writer can do something about, in their language; else NULL and *error. Takes problem. */
const char *td_editor_problem (TdEditor *editor, GError *take_problem, GError **error);
void td_editor_go (TdEditor *editor, const char *rest);
void td_editor_reply (TdRequest *request, gboolean wrong);
/* What was typed comes back in a form of its own, with a sentence: for whoever was signed out, or may not write here any more. field:
 * the name of what was typed. */
gboolean td_editor_give_back (TdEditor *editor, const char *field, const char *sentence);
/* The handler of forms whose token holds no more: what was typed comes back; where nothing was, the usual error. */
gboolean td_editor_kept (TdRequest *request, const char *field, GError **error);
