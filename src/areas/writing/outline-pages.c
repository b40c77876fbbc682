/* Sections added, moved, renamed, taken out and put back. */
#include "areas/writing/pages.h"
#include "areas/writing/writing-outline.html.h"
#include "areas/writing/writing-page.h"
#include "areas/writing/writing-rules.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct html_writing_outline_sections Row;

static gboolean show (TdRequest *request, const char *problem, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    g_autofree Row *rows = NULL;
    guint n;

    if (!td_editor_open (request, &e, error))
        return FALSE;
    if (!e.may_write || !e.about.own_outline)
        return td_writing_fail (error, TD_ERROR_NOT_ALLOWED,
                                "The sections of this text are fixed. Write in those that there are.");
    n = e.written->sections->len;
    rows = g_new0 (Row, n + 1);
    for (guint i = 0; i < n; i++) {
        const TdWrittenSection *s = e.written->sections->pdata[i];
        rows[i] = (Row){ .slug = s->slug,
                         .title = td_editor_section_title (&e, s),
                         .out = s->taken_out,
                         .first = i == 0,
                         .last = i + 1 == n };
    }
    const struct html_writing_outline page = { .title = td_words (e.locale, N_ ("The outline")),
                                               .of = e.about.title,
                                               .whole = td_editor_path (&e, ""),
                                               .here = td_editor_path (&e, "/outline"),
                                               .problem = problem,
                                               .typed = problem != NULL ? td_request_field (request, "title") : NULL,
                                               .sections = rows,
                                               .n_sections = n };
    html_writing_outline (td_request_html (request), &page);
    td_editor_reply (request, problem != NULL);
    return TRUE;
}

gboolean td_writing_outline_page (TdRequest *request, GError **error)
{
    return show (request, NULL, error);
}

static gboolean act (TdEditor *e, GError **error)
{
    const char *what = td_request_field (e->request, "do"), *section = td_request_field (e->request, "section");
    const char *title = td_request_field (e->request, "title");

    if (g_str_equal (what, "add"))
        return td_writing_section_add (e->instance, &e->writer, e->kind, e->thing, title, NULL, NULL, error);
    if (g_str_equal (what, "rename"))
        return td_writing_section_rename (e->instance, &e->writer, e->kind, e->thing, section, title, error);
    if (g_str_equal (what, "up") || g_str_equal (what, "down"))
        return td_writing_section_move (e->instance, &e->writer, e->kind, e->thing, section, g_str_equal (what, "up"),
                                        error);
    if (g_str_equal (what, "out") || g_str_equal (what, "in"))
        return td_writing_section_take_out (e->instance, &e->writer, e->kind, e->thing, section,
                                            g_str_equal (what, "out"), error);
    return td_writing_fail (error, TD_ERROR_INPUT, "Choose what is to be done with the section.");
}

gboolean td_writing_outline_post (TdRequest *request, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    g_autoptr (GError) problem = NULL;
    const char *sentence;

    td_editor_begin (request, &e);
    if (act (&e, &problem)) {
        td_editor_go (&e, "/outline");
        return TRUE;
    }
    sentence = td_editor_problem (&e, g_steal_pointer (&problem), error);
    return sentence != NULL && show (request, sentence, error);
}
