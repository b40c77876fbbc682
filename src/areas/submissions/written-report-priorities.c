/* From the section of priorities to the question what matters most. */
#include "areas/submissions/submission-sql.h"
#include "areas/submissions/written-report-rules.h"
#include "base/limits.h"
#include "text/tagger.h"

static void priority_free (gpointer data)
{
    g_free (((TdPriority *) data)->text);
    g_free (data);
}

/* One sentence of the question's length; a longer paragraph is cut where a word ends. */
static char *shorten (const char *words)
{
    g_autofree char *cut = NULL;
    char *space;

    if (g_utf8_strlen (words, -1) <= TD_LIMIT_TITLE_CHARACTERS)
        return g_strdup (words);
    cut = g_utf8_substring (words, 0, TD_LIMIT_TITLE_CHARACTERS - 2);
    space = strrchr (cut, ' ');
    if (space != NULL)
        *space = '\0';
    return g_strconcat (cut, " …", NULL);
}

/* The article that its writer said, else one that the words name outright; 0: none. */
static int article_of (const TdInstance *instance, const TdTextParagraph *paragraph, const char *words,
                       const char *language)
{
    g_autoptr (GArray) tags = NULL;

    if (paragraph->articles != NULL && paragraph->articles->len > 0)
        return g_array_index (paragraph->articles, int, 0);
    tags = td_tagger_tag (instance->profile->tagger, words, language);
    return tags->len > 0 && g_array_index (tags, TdTag, 0).confidence >= 0.9 ? g_array_index (tags, TdTag, 0).article
                                                                             : 0;
}

static GPtrArray *priorities_of (const TdInstance *instance, const TdText *text)
{
    GPtrArray *priorities = g_ptr_array_new_with_free_func (priority_free);
    const TdTextSection *section = td_text_section (text, "priorities");

    for (guint i = 0;
         section != NULL && i < section->paragraphs->len && (int) priorities->len < instance->profile->priorities;
         i++) {
        const TdTextParagraph *paragraph = section->paragraphs->pdata[i];
        g_autofree char *words = NULL;
        TdPriority *priority;
        if (paragraph->kind == TD_TEXT_ROW || paragraph->kind == TD_TEXT_QUOTE)
            continue;
        words = td_text_plain (paragraph->runs);
        priority = g_new0 (TdPriority, 1);
        priority->text = shorten (words);
        priority->article = article_of (instance, paragraph, words, text->language);
        g_ptr_array_add (priorities, priority);
    }
    return priorities;
}

static char *hash_of (const GPtrArray *priorities)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < priorities->len; i++) {
        const TdPriority *p = priorities->pdata[i];
        g_string_append_printf (all, "%d %s\n", p->article, p->text);
    }
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, (gssize) all->len);
}

gboolean td_written_report_feed (TdTx *tx, TdInstance *instance, const char *id, const TdMade *made, GError **error)
{
    g_autoptr (GPtrArray) priorities = priorities_of (instance, made->text);
    g_autofree char *hash = hash_of (priorities);
    g_auto (TdWrittenRow) row = { 0 };

    if (priorities->len == 0)
        return TRUE;
    if (!td_written_report_load (tx, id, &row, error))
        return FALSE;
    return g_strcmp0 (row.fed, hash) == 0
           || (td_submission_replace_priorities (tx, id, priorities, error)
               && td_written_report_set_fed (tx, id, hash, error));
}
