/* Contract in risk-texts.h. */
#include "areas/reprisals/risk-texts.h"

#include "base/errors.h"
#include "base/limits.h"

void td_risk_texts_free (TdRiskTexts *texts)
{
    if (texts == NULL)
        return;
    g_free (texts->name);
    g_clear_pointer (&texts->hits, g_ptr_array_unref);
    g_free (texts);
}

static char *name_of (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error)
{
    g_autoptr (GPtrArray) marks = td_risk_list (instance, viewer, error);

    for (guint i = 0; marks != NULL && i < marks->len; i++) {
        const TdRiskMark *m = marks->pdata[i];
        if (g_str_equal (m->organisation, organisation))
            return g_strdup (m->name);
    }
    if (marks != NULL)
        td_door_unknown (error);
    return NULL;
}

static gboolean holds (const char *text, const char *folded)
{
    g_autofree char *whole = text != NULL ? g_utf8_casefold (text, -1) : NULL;

    return whole != NULL && strstr (whole, folded) != NULL;
}

/* Those of the answer that hold it; the search finds words in any order too. */
static void take (TdRiskTexts *texts, TdSearchAnswer *answer)
{
    g_autofree char *folded = g_utf8_casefold (texts->name, -1);

    for (guint i = 0; i < answer->hits->len && texts->hits->len < TD_LIMIT_RISK_TEXTS;) {
        const TdSearchHit *hit = answer->hits->pdata[i];
        if (holds (hit->text, folded) || holds (hit->title, folded))
            g_ptr_array_add (texts->hits, g_ptr_array_steal_index (answer->hits, i));
        else
            i++;
    }
}

TdRiskTexts *td_risk_texts (TdInstance *instance, const TdViewer *viewer, const char *organisation, GError **error)
{
    g_autoptr (TdRiskTexts) texts = g_new0 (TdRiskTexts, 1);
    TdSearchAsk ask = { .limit = TD_LIMIT_SEARCH_HITS };
    gint64 total = 1;

    texts->name = name_of (instance, viewer, organisation, error);
    if (texts->name == NULL)
        return NULL;
    ask.words = texts->name;
    for (; ask.offset < total && ask.offset < TD_LIMIT_RISK_TEXTS; ask.offset += ask.limit) {
        g_autoptr (TdSearchAnswer) answer = td_search (instance, viewer, &ask, error);
        if (answer == NULL)
            return NULL;
        if (texts->hits == NULL)
            texts->hits = g_ptr_array_new_with_free_func (td_search_hit_free);
        total = answer->total;
        take (texts, answer);
    }
    texts->more = total > ask.offset;
    return g_steal_pointer (&texts);
}
