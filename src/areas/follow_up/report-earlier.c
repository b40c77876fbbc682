#include "areas/follow_up/report-earlier.h"

#include "base/errors.h"
#include "base/limits.h"
#include "text/citation.h"
#include "text/clean.h"
#include "text/words.h"

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_FOLLOW_UP_ERROR, code, message);
    return FALSE;
}

static void earlier_free (gpointer data)
{
    TdReportEarlier *earlier = data;

    td_recommendation_free (earlier->recommendation);
    g_free (earlier);
}

void td_report_earlier_clear (TdReportEarlierList *list)
{
    g_clear_pointer (&list->offered, g_ptr_array_unref);
    g_free (list->symbol);
    *list = (TdReportEarlierList){ 0 };
}

/* The number of its paragraph, by its anchor "p34"; 0: it has none. */
static int paragraph_of (const TdRecommendation *r)
{
    gint64 n = 0;

    return r->anchor[0] == 'p' && g_ascii_string_to_signed (r->anchor + 1, 10, 1, G_MAXINT32, &n, NULL) ? (int) n : 0;
}

/* ---- what was written already ---- */

static gboolean names (const char *words, const TdRecommendation *r)
{
    g_autoptr (GArray) citations = td_citations_find (words);
    int n = paragraph_of (r);

    for (guint i = 0; i < citations->len; i++) {
        const TdCitation *c = &g_array_index (citations, TdCitation, i);
        if (c->cited == TD_CITED_SYMBOL && g_strcmp0 (c->symbol, r->symbol) == 0 && n >= c->first && n <= c->last)
            return TRUE;
    }
    return FALSE;
}

static int count_written (const TdText *text, const TdRecommendation *r)
{
    const TdTextSection *section = td_text_section (text, TD_WRITTEN_REPORT_EARLIER);
    int n = 0;

    for (guint i = 0; section != NULL && i < section->paragraphs->len; i++) {
        const TdTextParagraph *paragraph = section->paragraphs->pdata[i];
        g_autofree char *plain = paragraph->runs != NULL ? td_text_plain (paragraph->runs) : NULL;
        n += plain != NULL && names (plain, r);
    }
    return n;
}

/* ---- what is offered ---- */

/* The recommendations of the newest document; those of older ones are dropped. Article 0: all. */
static GPtrArray *newest (TdInstance *instance, const TdViewer *viewer, const char *state, int article, GError **error)
{
    const TdRecommendationFilter whole = { .state = state };
    g_autoptr (GPtrArray) list = td_recommendation_list (instance, viewer, &whole, error);
    const char *document = list != NULL && list->len > 0 ? ((const TdRecommendation *) list->pdata[0])->document : NULL;
    const TdRecommendationFilter filter = { .state = state, .document = document, .article = article };

    return document == NULL ? g_steal_pointer (&list) : td_recommendation_list (instance, viewer, &filter, error);
}

static void offer (TdReportEarlierList *list, GPtrArray *found, const TdText *text, int offset, int limit)
{
    list->offered = g_ptr_array_new_with_free_func (earlier_free);
    list->total = found->len;
    g_ptr_array_set_free_func (found, NULL);
    for (guint i = 0; i < found->len; i++) {
        TdRecommendation *r = found->pdata[i];
        TdReportEarlier *earlier;
        if (list->symbol == NULL)
            list->symbol = g_strdup (r->symbol);
        if ((int) i < offset || (limit > 0 && (int) i >= offset + limit)) {
            td_recommendation_free (r);
            continue;
        }
        earlier = g_new0 (TdReportEarlier, 1);
        earlier->recommendation = r;
        earlier->written = count_written (text, r);
        g_ptr_array_add (list->offered, earlier);
    }
}

gboolean td_report_earlier_list (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                 int article, int offset, int limit, TdReportEarlierList *ret_list, GError **error)
{
    const TdWriter writer = { .viewer = viewer, .key = key };
    g_autoptr (TdSubmission) s = td_submission_get (instance, viewer, key, id, error);
    g_autoptr (TdText) text = NULL;
    g_autoptr (GPtrArray) found = NULL;
    TdReportEarlierList list = { 0 };

    if (s == NULL || (text = td_writing_text (instance, &writer, TD_WRITTEN_REPORT_KIND, id, error)) == NULL)
        return FALSE;
    found = s->state != NULL ? newest (instance, viewer, s->state, article, error) : g_ptr_array_new ();
    if (found == NULL)
        return FALSE;
    offer (&list, found, text, offset, limit);
    *ret_list = list;
    return TRUE;
}

/* ---- writing ---- */

/* "CMW/C/GHA/CO/1, para. 34 (a): what became of it". Free it. */
static char *paragraph_words (const TdRecommendation *r, const char *words)
{
    g_autofree char *number = g_strdup_printf ("%d", paragraph_of (r));

    return g_strconcat (r->symbol != NULL ? r->symbol : "Concluding observations", ", para. ", number,
                        *r->item != '\0' ? " " : "", r->item, ": ", words, NULL);
}

static const TdRecommendation *offered (const TdReportEarlierList *list, const char *id)
{
    for (guint i = 0; i < list->offered->len; i++) {
        const TdReportEarlier *earlier = list->offered->pdata[i];
        if (g_str_equal (earlier->recommendation->id, id))
            return earlier->recommendation;
    }
    return NULL;
}

gboolean td_report_earlier_write (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                                  const TdReportEarlierWords *words, gsize n, gboolean *ret_branch, GError **error)
{
    g_auto (TdReportEarlierList) list = { 0 };
    g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);

    if (!td_report_earlier_list (instance, viewer, key, id, 0, 0, 0, &list, error))
        return FALSE;
    for (gsize i = 0; i < n; i++) {
        g_autofree char *clean = td_text_clean_line (words[i].words, TD_LIMIT_TEXT_CHARACTERS);
        const TdRecommendation *r = offered (&list, words[i].recommendation);
        if (r == NULL)
            return td_door_unknown (error);
        if (clean == NULL)
            return fail (
                error, TD_ERROR_INPUT,
                "These words are too long or cannot be read. Write at most 4000 characters on one recommendation.");
        if (*clean != '\0')
            g_ptr_array_add (made, paragraph_words (r, clean));
    }
    if (made->len == 0)
        return fail (error, TD_ERROR_INPUT, "Nothing is written yet. Write under a recommendation, then save.");
    return td_written_report_add (instance, viewer, key, id, TD_WRITTEN_REPORT_EARLIER,
                                  (const char *const *) made->pdata, made->len, ret_branch, error);
}
