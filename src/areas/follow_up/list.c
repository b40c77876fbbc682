/* The list of a document's recommendations. Contract in list.h. */
#include "areas/follow_up/list.h"

#include "areas/follow_up/earlier.h"
#include "areas/follow_up/list-rules.h"
#include "areas/follow_up/recommendation-sql.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/id.h"

/* From here on two paragraphs of one language are the same one: at one place, and at two. */
#define ALIKE_THERE     0.5
#define ALIKE_ELSEWHERE 0.6

/* ---- what a paragraph gives ---- */

static void put_text (char **field, const char *text)
{
    g_free (*field);
    *field = g_strdup (text);
}

static void put_articles (TdRecommendation *r, const GArray *articles)
{
    if (r->articles_by == TD_SAID_BY_SECRETARIAT)
        return;
    g_array_set_size (r->articles, 0);
    if (articles->len > 0)
        g_array_append_vals (r->articles, articles->data, articles->len);
}

void td_list_put_theme (const TdProfile *profile, TdRecommendation *r)
{
    const TdArticle *article =
        r->articles->len > 0 ? td_profile_article (profile, g_array_index (r->articles, int, 0)) : NULL;

    if (r->theme_by == TD_SAID_BY_RULE)
        put_text (&r->theme, article != NULL ? article->theme : NULL);
}

/* A day that the document names counts where it comes after the document: before it, it is the day of something else. */
static gboolean names_day (const TdRecommendation *r)
{
    return r->said_due != NULL && r->day != NULL && td_date_compare (r->said_due, r->day) > 0;
}

void td_list_put_due (const TdProfile *profile, TdRecommendation *r)
{
    if (r->due_by == TD_SAID_BY_SECRETARIAT)
        return;
    g_free (r->due);
    r->due_by = names_day (r) || r->months > 0 ? TD_SAID_BY_DOCUMENT : TD_SAID_BY_RULE;
    r->due = !r->priority    ? NULL
             : names_day (r) ? g_strdup (r->said_due)
                             : td_date_add_months (r->day, r->months > 0 ? r->months : profile->follow_up_months);
}

/* The document's own day, else the last of the session in which it was adopted; NULL: neither is known. */
static const char *day_of (const TdProfile *profile, const TdLibraryDocument *d)
{
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (profile, td_profile_state (profile, d->state), &n);

    if (d->day != NULL)
        return d->day;
    for (gsize i = 0; i < n; i++)
        if (reviews[i].cycle == d->cycle && reviews[i].session != NULL)
            return reviews[i].session->end;
    return NULL;
}

static void put_document (const TdProfile *profile, TdRecommendation *r, const TdLibraryDocument *d)
{
    put_text (&r->document, d->id);
    put_text (&r->state, d->state);
    put_text (&r->language, ((const TdLibraryLanguage *) d->languages->pdata[0])->language);
    put_text (&r->day, day_of (profile, d));
    r->cycle = d->cycle;
}

static void put_sensed (const TdProfile *profile, TdRecommendation *r, const TdSensed *s)
{
    put_text (&r->anchor, s->anchor);
    put_text (&r->number, s->number);
    put_text (&r->heading, s->paragraph->heading);
    put_text (&r->text, s->text);
    put_articles (r, s->articles);
    r->n = s->n;
    r->months = s->months;
    put_text (&r->said_due, s->due);
    if (r->priority_by == TD_SAID_BY_RULE)
        r->priority = s->first;
    td_list_put_theme (profile, r);
    td_list_put_due (profile, r);
}

TdRecommendation *td_list_new (const TdProfile *profile, const TdLibraryDocument *d, const TdSensed *s)
{
    TdRecommendation *r = g_new0 (TdRecommendation, 1);

    r->id = td_id_new ();
    r->item = g_strdup ("");
    r->articles = g_array_new (FALSE, FALSE, sizeof (int));
    put_document (profile, r, d);
    put_sensed (profile, r, s);
    return r;
}

/* The words before the items: the first line. */
TdRecommendation *td_list_new_item (const TdProfile *profile, const TdRecommendation *whole, const TdSensed *s,
                                    const TdSensedItem *item)
{
    TdRecommendation *r = g_new0 (TdRecommendation, 1);

    r->id = td_id_new ();
    r->document = g_strdup (whole->document);
    r->state = g_strdup (whole->state);
    r->cycle = whole->cycle;
    r->language = g_strdup (whole->language);
    r->day = g_strdup (whole->day);
    r->articles = g_array_new (FALSE, FALSE, sizeof (int));
    r->priority = whole->priority;
    r->priority_by = whole->priority_by;
    r->due = g_strdup (whole->due);
    r->due_by = whole->due_by;
    r->months = whole->months;
    r->said_due = g_strdup (whole->said_due);
    r->item = g_strdup (item->item);
    td_list_put_item (profile, r, s, item);
    return r;
}

void td_list_put_item (const TdProfile *profile, TdRecommendation *r, const TdSensed *s, const TdSensedItem *item)
{
    put_text (&r->anchor, s->anchor);
    put_text (&r->number, s->number);
    put_text (&r->heading, s->paragraph->heading);
    put_text (&r->lead, s->paragraph->text);
    put_text (&r->text, item->text);
    /* What the whole speaks of, where the item names nothing itself. */
    put_articles (r, item->articles->len > 0 ? item->articles : s->articles);
    r->n = s->n;
    td_list_put_theme (profile, r);
}

/* ---- finding again ---- */

typedef struct {
    TdTx *tx;
    TdInstance *instance;
    TdLibraryDocument *document;
    const char *language;
    GPtrArray *sensed; /* of TdSensed */
    GPtrArray *rows;   /* of TdRecommendation, items too */
    TdSensed **place;  /* of each row, or NULL */
    gboolean *taken;   /* each of sensed */
} Making;

static void making_clear (Making *m)
{
    td_library_document_free (m->document);
    g_clear_pointer (&m->sensed, g_ptr_array_unref);
    g_clear_pointer (&m->rows, g_ptr_array_unref);
    g_free (m->place);
    g_free (m->taken);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean is_whole (const TdRecommendation *r)
{
    return *r->item == '\0';
}

static void take (Making *m, guint row, guint at)
{
    m->place[row] = m->sensed->pdata[at];
    m->taken[at] = TRUE;
}

static void pair_by_anchor (Making *m, double least)
{
    for (guint i = 0; i < m->rows->len; i++) {
        const TdRecommendation *r = m->rows->pdata[i];
        gboolean one_language = g_str_equal (r->language, m->language);
        for (guint k = 0; is_whole (r) && m->place[i] == NULL && k < m->sensed->len; k++) {
            const TdSensed *s = m->sensed->pdata[k];
            if (!m->taken[k] && g_str_equal (s->anchor, r->anchor)
                && (least == 0 || !one_language || td_sense_alike (s->text, r->text) >= least))
                take (m, i, k);
        }
    }
}

static void pair_by_words (Making *m)
{
    for (guint i = 0; i < m->rows->len; i++) {
        const TdRecommendation *r = m->rows->pdata[i];
        double best = ALIKE_ELSEWHERE;
        int at = -1;
        if (m->place[i] != NULL || !is_whole (r) || !g_str_equal (r->language, m->language))
            continue;
        for (guint k = 0; k < m->sensed->len; k++) {
            double alike = m->taken[k] ? 0 : td_sense_alike (((TdSensed *) m->sensed->pdata[k])->text, r->text);
            if (alike >= best) {
                best = alike;
                at = (int) k;
            }
        }
        if (at >= 0)
            take (m, i, (guint) at);
    }
}

/* Items go where their whole goes. */
static void pair_items (Making *m)
{
    for (guint i = 0; i < m->rows->len; i++) {
        const TdRecommendation *item = m->rows->pdata[i];
        for (guint k = 0; !is_whole (item) && k < m->rows->len; k++) {
            const TdRecommendation *whole = m->rows->pdata[k];
            if (is_whole (whole) && g_str_equal (whole->anchor, item->anchor))
                m->place[i] = m->place[k];
        }
    }
}

/* ---- writing ---- */

static const TdSensedItem *item_of (const TdSensed *s, const char *item)
{
    for (guint i = 0; i < s->items->len; i++) {
        const TdSensedItem *one = s->items->pdata[i];
        if (g_str_equal (one->item, item))
            return one;
    }
    return NULL;
}

static void renew (Making *m, TdRecommendation *r, const TdSensed *s)
{
    const TdProfile *profile = m->instance->profile;
    const TdSensedItem *item = is_whole (r) ? NULL : item_of (s, r->item);
    gboolean same_place = g_str_equal (s->anchor, r->anchor);
    gboolean other_words = g_str_equal (r->language, m->language)
                           && td_sense_alike (item != NULL ? item->text : s->text, r->text) < ALIKE_THERE;

    if (!is_whole (r) && item == NULL) {
        r->standing = TD_STANDING_GONE;
        put_text (&r->anchor, s->anchor);
        put_document (profile, r, m->document);
        return;
    }
    put_document (profile, r, m->document);
    if (item != NULL)
        td_list_put_item (profile, r, s, item);
    else
        put_sensed (profile, r, s);
    if (!same_place || other_words)
        put_text (&r->noted, other_words ? "words" : "moved");
    if (r->standing == TD_STANDING_GONE)
        r->standing = TD_STANDING_LISTED;
}

static gboolean unhook_moved (Making *m, GError **error)
{
    for (guint i = 0; i < m->rows->len; i++) {
        const TdRecommendation *r = m->rows->pdata[i];
        if ((m->place[i] == NULL || !g_str_equal (m->place[i]->anchor, r->anchor))
            && !td_recommendation_unhook (m->tx, r->id, error))
            return FALSE;
    }
    return TRUE;
}

/* One that is gone keeps its anchor for people, unless another has it now: the row's own is made unlike any. */
static gboolean write_gone (Making *m, TdRecommendation *r, gint64 now, GError **error)
{
    char *anchor = g_strdup_printf ("was %s", r->id);

    g_free (r->anchor);
    r->anchor = anchor;
    if (r->standing == TD_STANDING_LISTED)
        r->standing = TD_STANDING_GONE;
    return td_recommendation_update (m->tx, r, now, error);
}

static gboolean write_rows (Making *m, gint64 now, GError **error)
{
    if (!unhook_moved (m, error))
        return FALSE;
    for (guint i = 0; i < m->rows->len; i++) {
        TdRecommendation *r = m->rows->pdata[i];
        if (m->place[i] == NULL) {
            if (!write_gone (m, r, now, error))
                return FALSE;
            continue;
        }
        renew (m, r, m->place[i]);
        if (!td_recommendation_update (m->tx, r, now, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean write_new (Making *m, gint64 now, GError **error)
{
    for (guint k = 0; k < m->sensed->len; k++) {
        const TdSensed *s = m->sensed->pdata[k];
        g_autoptr (TdRecommendation) r = NULL;
        if (m->taken[k] || !s->recommends)
            continue;
        r = td_list_new (m->instance->profile, m->document, s);
        if (!td_recommendation_insert (m->tx, r, now, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the whole ---- */

static gboolean renew_list (Making *m, GError **error)
{
    const TdRecommendationFilter filter = { .document = m->document->id, .all = TRUE };
    g_autoptr (GPtrArray) paragraphs = td_library_paragraphs_in (m->tx, m->document->id, NULL, error);
    gint64 now = td_clock_now (&m->instance->clock);
    const TdLibraryLanguage *leading = m->document->languages->pdata[0];

    m->rows = paragraphs != NULL ? td_recommendation_list_in (m->tx, &filter, error) : NULL;
    if (m->rows == NULL)
        return FALSE;
    m->sensed = td_sense (m->instance->profile, paragraphs, m->language);
    m->place = g_new0 (TdSensed *, m->rows->len + 1);
    m->taken = g_new0 (gboolean, m->sensed->len + 1);
    pair_by_anchor (m, ALIKE_THERE);
    pair_by_words (m);
    pair_by_anchor (m, 0);
    pair_items (m);
    return write_rows (m, now, error) && write_new (m, now, error)
           && td_recommendation_source_set (m->tx, m->document->id, m->language, leading->added, now, error)
           && td_earlier_suggest_in (m->tx, m->instance, m->document->id, error);
}

static gboolean is_observations (const TdProfile *profile, const char *type)
{
    const TdDocumentType *of = td_profile_document_type (profile, type);

    return of != NULL && of->is == TD_IS_OBSERVATIONS;
}

gboolean td_recommendations_make_in (TdTx *tx, TdInstance *instance, const char *document, gboolean *ret_changed,
                                     GError **error)
{
    g_auto (Making) m = { .tx = tx, .instance = instance };
    const TdLibraryLanguage *leading;
    gboolean same = FALSE;

    if (ret_changed != NULL)
        *ret_changed = FALSE;
    m.document = td_library_get_in (tx, document, error);
    if (m.document == NULL)
        return FALSE;
    if (m.document->state == NULL || m.document->languages->len == 0
        || !is_observations (instance->profile, m.document->type))
        return TRUE;
    leading = m.document->languages->pdata[0];
    m.language = leading->language;
    if (!td_recommendation_source_same (tx, m.document->id, m.language, leading->added, &same, error))
        return FALSE;
    if (same)
        return TRUE;
    if (ret_changed != NULL)
        *ret_changed = TRUE;
    return renew_list (&m, error);
}

/* Rehearsal follows from rehearsal, whatever clock this process runs under. */
static gboolean make_one (TdTx *tx, TdInstance *instance, const char *document, gboolean rehearsal, GError **error)
{
    const TdClock clock = { .rehearsal = rehearsal, .offset = instance->clock.offset };
    gboolean changed = FALSE;
    const TdJournalEntry entry = { .actor = "system",
                                   .act = "recommendation.list",
                                   .thing = "document",
                                   .thing_id = document,
                                   .public_change = TRUE,
                                   .clock = &clock };

    return td_recommendations_make_in (tx, instance, document, &changed, error)
           && (!changed || td_journal_append (tx, &entry, NULL, error));
}

/* A document that came into the library says so itself; a paper that is published comes in by its own entry. */
gboolean td_recommendations_follow (TdTx *tx, const TdJournalRecord *record, gpointer data, GError **error)
{
    TdInstance *instance = data;
    const TdDocumentType *type = td_profile_document_that_is (instance->profile, TD_IS_OBSERVATIONS);
    const TdLibraryFilter filter = { .type = type != NULL ? type->slug : "" };
    g_autoptr (GPtrArray) all = NULL;
    gboolean of_document = g_str_equal (record->thing, "document");

    if (!of_document && !g_str_equal (record->thing, "paper"))
        return TRUE;
    all = td_library_list_in (tx, &filter, error);
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const TdLibraryDocument *d = all->pdata[i];
        if ((!of_document || g_str_equal (d->id, record->thing_id))
            && !make_one (tx, instance, d->id, record->rehearsal, error))
            return FALSE;
    }
    return all != NULL;
}
