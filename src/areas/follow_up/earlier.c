/* Which earlier recommendation one takes up again. Contract in earlier.h. */
#include "areas/follow_up/earlier-sql.h"

#include "areas/follow_up/recommendation-sql.h"
#include "base/clock.h"
#include "base/errors.h"
#include "journal/journal.h"
#include "text/resemblance.h"

enum { MOST = 3 }; /* suggestions for one */

void td_earlier_free (TdEarlier *e)
{
    if (e == NULL)
        return;
    g_free (e->id);
    td_recommendation_free (e->other);
    g_free (e);
}

/* ---- reading ---- */

struct reading {
    const char *recommendation;
    gboolean suggestions;
    GPtrArray *list;
};

static int by_day (gconstpointer a, gconstpointer b)
{
    const TdEarlier *first = *(const TdEarlier *const *) a, *second = *(const TdEarlier *const *) b;
    int days = g_strcmp0 (first->other->day, second->other->day);

    return days != 0 ? days : first->other->n - second->other->n;
}

static gboolean earlier_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_earlier_select (tx, r->recommendation, error);
    for (guint i = r->list != NULL ? r->list->len : 0; i-- > 0;) {
        TdEarlier *e = r->list->pdata[i];
        if (!e->confirmed && !r->suggestions) {
            g_ptr_array_remove_index (r->list, i);
            continue;
        }
        e->other = td_recommendation_get_in (tx, e->id, error);
        if (e->other == NULL)
            return FALSE;
        if (e->other->standing == TD_STANDING_NONE)
            g_ptr_array_remove_index (r->list, i);
    }
    if (r->list != NULL)
        g_ptr_array_sort (r->list, by_day);
    return r->list != NULL;
}

GPtrArray *td_earlier_of (TdInstance *instance, const char *recommendation, gboolean suggestions, GError **error)
{
    struct reading r = { .recommendation = recommendation, .suggestions = suggestions };

    return td_store_read (instance->store, earlier_in, &r, error) ? r.list : NULL;
}

/* ---- suggesting ---- */

/* Of an older document: by its day, or by the review where a day is not known. */
static gboolean is_older (const TdRecommendation *a, const TdRecommendation *b)
{
    if (g_str_equal (a->document, b->document))
        return FALSE;
    if (a->day != NULL && b->day != NULL)
        return td_date_compare (a->day, b->day) < 0;
    return a->cycle != 0 && b->cycle != 0 && a->cycle < b->cycle;
}

static guint add_to (TdResemblance *corpus, const TdRecommendation *r)
{
    g_autofree char *text = r->lead != NULL ? g_strconcat (r->lead, " ", r->text, NULL) : g_strdup (r->text);

    return td_resemblance_add (corpus, text, r->language, (const int *) (void *) r->articles->data, r->articles->len);
}

/* Those that stand, of the State, in this language. */
static GPtrArray *of_state (TdTx *tx, const TdRecommendation *like, GError **error)
{
    const TdRecommendationFilter filter = { .state = like->state };
    GPtrArray *all = td_recommendation_list_in (tx, &filter, error);

    for (guint i = all != NULL ? all->len : 0; i-- > 0;)
        if (!g_str_equal (((TdRecommendation *) all->pdata[i])->language, like->language))
            g_ptr_array_remove_index (all, i);
    return all;
}

static gboolean suggest_one (TdTx *tx, const TdRecommendation *r, const GPtrArray *all, TdResemblance *corpus, guint at,
                             GError **error)
{
    g_autoptr (GArray) best = td_resemblance_best (corpus, at, 0, all->len - 1, TD_RESEMBLES, 10 * MOST);
    int given = 0;

    if (!td_earlier_clear_suggestions (tx, r->id, error))
        return FALSE;
    for (guint i = 0; i < best->len && given < MOST; i++) {
        const TdLikeness *like = &g_array_index (best, TdLikeness, i);
        const TdRecommendation *other = all->pdata[like->text];
        if (!is_older (other, r))
            continue;
        given++;
        if (!td_earlier_put_suggestion (tx, r->id, other->id, like->score, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_earlier_suggest_in (TdTx *tx, TdInstance *instance, const char *document, GError **error)
{
    const TdRecommendationFilter filter = { .document = document };
    g_autoptr (GPtrArray) own = td_recommendation_list_in (tx, &filter, error);
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (TdResemblance) corpus = NULL;

    (void) instance;
    if (own == NULL || own->len == 0)
        return own != NULL;
    all = of_state (tx, own->pdata[0], error);
    if (all == NULL)
        return FALSE;
    corpus = td_resemblance_new ();
    for (guint i = 0; i < all->len; i++)
        add_to (corpus, all->pdata[i]);
    /* A document older than others may have come in after them: all of the State are asked again. */
    for (guint i = 0; i < all->len; i++)
        if (!suggest_one (tx, all->pdata[i], all, corpus, i, error))
            return FALSE;
    return TRUE;
}

/* ---- the secretariat's word ---- */

struct say {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *recommendation, *earlier;
    gboolean confirmed;
};

static gboolean say_in (TdTx *tx, gpointer data, GError **error)
{
    struct say *s = data;
    g_autoptr (TdRecommendation) r = NULL;
    g_autoptr (TdRecommendation) earlier = NULL;
    gint64 now = td_clock_now (&s->instance->clock);
    const char *actor = td_viewer_actor (s->viewer);
    TdThing thing;

    if (!td_instance_may_write (s->instance, tx, error)
        || (r = td_recommendation_get_in (tx, s->recommendation, error)) == NULL
        || (earlier = td_recommendation_get_in (tx, s->earlier, error)) == NULL)
        return FALSE;
    thing = td_recommendation_thing (r->state);
    if (!td_door_may (s->viewer, TD_ACT_FOLLOW_UP_KEEP, &thing, error))
        return FALSE;
    if (!g_str_equal (r->state, earlier->state) || !is_older (earlier, r)) {
        g_set_error_literal (error, TD_FOLLOW_UP_ERROR, TD_ERROR_INPUT,
                             "This is no earlier recommendation to the same State. Choose one of an older document.");
        return FALSE;
    }
    const TdJournalEntry entry = { .actor = actor,
                                   .act = td_act_word (TD_ACT_FOLLOW_UP_KEEP),
                                   .thing = "recommendation",
                                   .thing_id = r->id,
                                   .public_change = TRUE,
                                   .clock = &s->instance->clock };
    return td_earlier_put_word (tx, r->id, earlier->id, s->confirmed, error)
           && td_recommendation_noted_correction (tx, r->id, s->confirmed ? "earlier" : "not-earlier", earlier->id,
                                                  actor, now, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_earlier_say (TdInstance *instance, const TdViewer *viewer, const char *recommendation, const char *earlier,
                         gboolean confirmed, GError **error)
{
    struct say s = { instance, viewer, recommendation, earlier, confirmed };

    return td_door_may (viewer, TD_ACT_FOLLOW_UP_KEEP, NULL, error)
           && td_store_write (instance->store, say_in, &s, error);
}
