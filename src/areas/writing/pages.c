/* The whole text: its sections, who writes where, how it reads now. */
#include "areas/writing/pages.h"

#include "areas/writing/text-page.h"
#include "areas/writing/writing-page.h"
#include "areas/writing/writing.html.h"
#include "text/words.h"

typedef struct html_writing_sections Row;

static gboolean is_mine (const TdEditor *e, const TdWrittenSection *s)
{
    const TdViewer *viewer = e->writer.viewer;

    if (s->holder == NULL)
        return FALSE;
    if (viewer->person != NULL && viewer->trust >= TD_TRUST_PASSWORD)
        return g_str_equal (s->holder, viewer->person);
    return e->writer.key != NULL && g_str_equal (s->holder, "sender");
}

static Row row_of (TdEditor *e, const TdWrittenSection *s)
{
    g_autofree char *path = td_writing_path (e->kind, e->thing, s->slug);
    Row row = { .title = td_editor_section_title (e, s),
                .deep = s->level > 1,
                .link = td_editor_keep (e, g_strdup_printf ("/%s%s", e->locale, path)),
                .words = s->words,
                .mine = is_mine (e, s),
                .who = s->holder_name,
                .branches = s->branches,
                .by = s->by_name };

    if (s->holder != NULL)
        row.until = td_editor_keep (e, td_words_time (e->locale, s->held_until, e->instance->profile->zone));
    if (s->by_name != NULL)
        row.when = td_editor_when (e, s->at);
    return row;
}

static char *edit_path (const char *section, gpointer data)
{
    TdEditor *e = data;
    g_autofree char *path = td_writing_path (e->kind, e->thing, section);

    return g_strdup_printf ("/%s%s", e->locale, path);
}

/* {"kind", "thing", "language", "frozen", "sections": [{"section", "title", "version", "words", "branches", "held_until"}], "text"} */
static void reply_json (const TdEditor *e, const TdText *text)
{
    json_t *sections = json_array ();

    for (guint i = 0; i < e->written->sections->len; i++) {
        const TdWrittenSection *s = e->written->sections->pdata[i];
        g_autofree char *until = s->holder != NULL ? td_instant_to_text (s->held_until) : NULL;
        if (!s->taken_out)
            json_array_append_new (sections,
                                   json_pack ("{s:s, s:s, s:I, s:I, s:i, s:s?}", "section", s->slug, "title", s->title,
                                              "version", (json_int_t) s->version, "words", (json_int_t) s->words,
                                              "branches", s->branches, "held_until", until));
    }
    td_reply_header (e->request, "Cache-Control", "no-store");
    td_reply_json (e->request, 200,
                   json_pack ("{s:s, s:s, s:s, s:b, s:o, s:o}", "kind", e->kind, "thing", e->thing, "language",
                              e->written->language, "frozen", e->written->frozen != 0, "sections", sections, "text",
                              td_text_to_json (text)));
}

static void reply_page (TdEditor *e, const TdText *text)
{
    TdHtml *h = td_request_html (e->request);
    TdTextLook look = { .edit = edit_path, .data = e };
    g_autoptr (TdMarkup) markup = td_text_markup (text, &look, h);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    struct html_writing page = { .title = e->about.title,
                                 .back = td_editor_back (e),
                                 .back_words = td_words (e->locale, e->about.button),
                                 .marking = e->about.marking,
                                 .may = e->may_write,
                                 .words = td_editor_words (e),
                                 .page_limit = e->about.page_limit,
                                 .versions = td_editor_path (e, "/versions"),
                                 .json = td_editor_path (e, ".json"),
                                 .text = markup };

    for (guint i = 0; i < e->written->sections->len; i++) {
        const TdWrittenSection *s = e->written->sections->pdata[i];
        Row row;
        if (s->taken_out)
            continue;
        row = row_of (e, s);
        g_array_append_val (rows, row);
    }
    page.pages = td_editor_pages (e, page.words);
    page.over = page.page_limit != 0 && page.pages > page.page_limit;
    if (e->written->frozen != 0)
        page.frozen = td_editor_when (e, e->written->frozen);
    if (e->may_write && e->about.own_outline)
        page.outline = td_editor_path (e, "/outline");
    page.sections = (const Row *) (void *) rows->data;
    page.n_sections = rows->len;
    html_writing (h, &page);
    td_editor_reply (e->request, FALSE);
}

gboolean td_writing_page (TdRequest *request, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    g_autoptr (TdText) text = NULL;

    if (!td_editor_open (request, &e, error))
        return FALSE;
    text = td_writing_text (e.instance, &e.writer, e.kind, e.thing, error);
    if (text == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        reply_json (&e, text);
    else
        reply_page (&e, text);
    return TRUE;
}
