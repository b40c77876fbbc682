/* Both sides of a likeness: what a submission asked, and what the Committee wrote since. Contract in uptake-rules.h. */
#include "areas/uptake/uptake-rules.h"

#include "base/limits.h"

/* ---- one's own ---- */

static void mine_free (TdMine *m)
{
    g_free (m->mine);
    g_free (m->text);
    g_array_unref (m->articles);
    g_free (m);
}

static GArray *articles_of (const GArray *tags)
{
    GArray *articles = g_array_new (FALSE, FALSE, sizeof (int));

    for (guint i = 0; tags != NULL && i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        if (tag->confidence >= 0.5)
            g_array_append_val (articles, tag->article);
    }
    return articles;
}

static void add_mine (GPtrArray *list, char *take_mine, TdParagraphKind kind, const char *text, const char *language,
                      GArray *take_articles)
{
    TdMine *m = g_new0 (TdMine, 1);

    m->mine = take_mine;
    m->kind = kind;
    m->text = g_strdup (text);
    m->language = g_intern_string (language != NULL ? language : "und");
    m->articles = take_articles;
    g_ptr_array_add (list, m);
}

static void add_priorities (GPtrArray *list, const TdSubmission *s)
{
    for (guint i = 0; i < s->priorities->len; i++) {
        const TdPriority *p = s->priorities->pdata[i];
        GArray *articles = g_array_new (FALSE, FALSE, sizeof (int));
        if (p->article > 0)
            g_array_append_val (articles, p->article);
        add_mine (list, g_strdup_printf ("r%u", i + 1), TD_PARAGRAPH_TEXT, p->text, s->language, articles);
    }
}

GPtrArray *td_uptake_mine_in (TdTx *tx, const TdSubmission *s, GError **error)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) mine_free);
    g_autoptr (GPtrArray) paragraphs = td_submission_paragraphs (tx, s, error);

    if (paragraphs == NULL) {
        g_ptr_array_unref (list);
        return NULL;
    }
    add_priorities (list, s);
    for (guint i = 0; i < paragraphs->len && list->len < TD_LIMIT_UPTAKE_MINE; i++) {
        const TdParagraph *p = paragraphs->pdata[i];
        if (p->kind == TD_PARAGRAPH_QUESTION || p->kind == TD_PARAGRAPH_RECOMMENDATION)
            add_mine (list, g_strdup_printf ("p%d", p->n), p->kind, p->text, p->language, articles_of (p->articles));
    }
    return list;
}

/* ---- the Committee's ---- */

void td_their_side_clear (TdTheirSide *side)
{
    g_clear_pointer (&side->theirs, g_ptr_array_unref);
    g_clear_pointer (&side->documents, g_ptr_array_unref);
}

static void theirs_free (TdTheirs *t)
{
    td_library_paragraph_free (t->paragraph);
    g_free (t);
}

/* Whether a day of any precision is, at its latest, this one or later. */
static gboolean is_since (const char *day, const char *since)
{
    gsize n = strlen (day);

    return n < 4 || strncmp (day, since, MIN (n, strlen (since))) >= 0;
}

/* Dated on that day or later; without a date, brought in since. */
static gboolean came_since (const TdLibraryDocument *document, gint64 since)
{
    g_autofree char *day = td_instant_to_text (since);

    day[strlen ("2026-11-28")] = '\0';
    return document->day != NULL ? is_since (document->day, day) : document->created >= since;
}

static gboolean has_language (const TdLibraryDocument *document, const char *language)
{
    for (guint i = 0; i < document->languages->len; i++)
        if (g_strcmp0 (((TdLibraryLanguage *) document->languages->pdata[i])->language, language) == 0)
            return TRUE;
    return FALSE;
}

/* A heading, a date, a name: nothing that says anything. */
static gboolean says_something (const TdParagraph *p)
{
    return p->kind != TD_PARAGRAPH_HEADING && g_utf8_strlen (p->text, -1) >= 20;
}

static gboolean add_document (TdTx *tx, const TdLibraryDocument *document, const char *language, TdTheirSide *side,
                              GError **error)
{
    g_autoptr (GPtrArray) paragraphs =
        td_library_paragraphs_in (tx, document->id, has_language (document, language) ? language : NULL, error);

    if (paragraphs == NULL)
        return FALSE;
    g_ptr_array_set_free_func (paragraphs, NULL);
    for (guint i = 0; i < paragraphs->len; i++) {
        TdLibraryParagraph *p = paragraphs->pdata[i];
        if (side->theirs->len >= TD_LIMIT_UPTAKE_THEIRS || !says_something (p->paragraph)) {
            td_library_paragraph_free (p);
            continue;
        }
        TdTheirs *t = g_new0 (TdTheirs, 1);
        t->document = document;
        t->paragraph = p;
        g_ptr_array_add (side->theirs, t);
    }
    return TRUE;
}

gboolean td_uptake_theirs_in (TdTx *tx, const char *state, gint64 since, const char *language, const char *only,
                              TdTheirSide *ret_side, GError **error)
{
    const TdLibraryFilter filter = { .state = state, .source = "committee" };
    g_auto (TdTheirSide) side = { .documents = td_library_list_in (tx, &filter, error),
                                  .theirs = g_ptr_array_new_with_free_func ((GDestroyNotify) theirs_free) };

    for (guint i = 0; side.documents != NULL && i < side.documents->len; i++) {
        const TdLibraryDocument *document = side.documents->pdata[i];
        if ((only == NULL || g_str_equal (only, document->id)) && came_since (document, since)
            && !add_document (tx, document, language, &side, error))
            return FALSE;
    }
    if (side.documents == NULL)
        return FALSE;
    *ret_side = side;
    side = (TdTheirSide){ 0 };
    return TRUE;
}
