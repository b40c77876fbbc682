/* Recommendations: what is read of them. Contract in recommendation.h. */
#include "areas/follow_up/recommendation-sql.h"

#include "areas/follow_up/evidence.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/id.h"
#include "text/words.h"

TD_DEFINE_ERROR (follow_up)

void td_recommendation_free (TdRecommendation *r)
{
    if (r == NULL)
        return;
    g_free (r->id);
    g_free (r->document);
    g_free (r->symbol);
    g_free (r->state);
    g_free (r->anchor);
    g_free (r->item);
    g_free (r->number);
    g_free (r->heading);
    g_free (r->lead);
    g_free (r->text);
    g_free (r->language);
    g_free (r->day);
    g_clear_pointer (&r->articles, g_array_unref);
    g_free (r->theme);
    g_free (r->due);
    g_free (r->said_due);
    g_free (r->noted);
    g_free (r->grade);
    g_free (r);
}

const char *td_standing_word (TdStanding standing)
{
    switch (standing) {
    case TD_STANDING_LISTED: return "listed";
    case TD_STANDING_NONE: return "none";
    case TD_STANDING_SPLIT: return "split";
    case TD_STANDING_GONE: return "gone";
    }
    return "none";
}

const char *td_said_by_word (TdSaidBy by)
{
    switch (by) {
    case TD_SAID_BY_RULE: return "rule";
    case TD_SAID_BY_DOCUMENT: return "document";
    case TD_SAID_BY_SECRETARIAT: return "secretariat";
    }
    return "rule";
}

char *td_recommendation_place (const TdRecommendation *r, const char *locale)
{
    const char *number = r->number != NULL ? r->number : r->anchor;
    gsize length = strcspn (number, ".");
    g_autofree char *bare = g_strndup (number, length);
    g_autofree char *whole = *r->item != '\0' ? g_strdup_printf ("%s %s", bare, r->item) : g_strdup (bare);

    if (r->symbol == NULL)
        return td_words_fill (td_words (locale, N_ ("paragraph {number}")), "number", whole, NULL);
    return td_words_fill (td_words (locale, N_ ("{symbol}, paragraph {number}")), "symbol", r->symbol, "number", whole,
                          NULL);
}

int td_recommendation_years (const TdRecommendation *r, const char *today)
{
    int years = 0;

    if (td_date_precision (r->day) == TD_DATE_NONE || td_date_compare (r->day, today) > 0)
        return -1;
    for (;; years++) {
        g_autofree char *next = td_date_add_months (r->day, 12 * (years + 1));
        if (next == NULL || td_date_compare (next, today) > 0)
            return years;
    }
}

TdThing td_recommendation_thing (const char *state)
{
    return (TdThing){
        .kind = TD_THING_PAPER, .status = TD_STATUS_PUBLISHED, .visibility = TD_VISIBILITY_PUBLIC, .state = state
    };
}

/* ---- reading ---- */

GPtrArray *td_recommendation_list_in (TdTx *tx, const TdRecommendationFilter *filter, GError **error)
{
    return td_recommendation_select (tx, filter, NULL, error);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdRecommendationFilter *filter;
    const char *id;
    GPtrArray *list;
    TdRecommendation *one;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_recommendation_select (tx, r->filter, NULL, error);
    return r->list != NULL && td_evidence_count_in (tx, r->instance, r->viewer, r->list, error);
}

GPtrArray *td_recommendation_list (TdInstance *instance, const TdViewer *viewer, const TdRecommendationFilter *filter,
                                   GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .filter = filter };

    if (!td_store_read (instance->store, list_in, &r, error)) {
        g_clear_pointer (&r.list, g_ptr_array_unref);
        return NULL;
    }
    for (guint i = r.list->len; filter->unreported && i-- > 0;)
        if (((TdRecommendation *) r.list->pdata[i])->reports != 0)
            g_ptr_array_remove_index (r.list, i);
    return r.list;
}

TdRecommendation *td_recommendation_get_in (TdTx *tx, const char *id, GError **error)
{
    const TdRecommendationFilter all = { .all = TRUE };
    g_autofree char *canonical = td_id_canonical (id);
    g_autoptr (GPtrArray) list = NULL;

    if (canonical != NULL)
        list = td_recommendation_select (tx, &all, canonical, error);
    if (canonical != NULL && list == NULL)
        return NULL;
    if (list == NULL || list->len == 0) {
        td_door_unknown (error);
        return NULL;
    }
    return g_ptr_array_steal_index (list, 0);
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->one = td_recommendation_get_in (tx, r->id, error);
    return r->one != NULL;
}

TdRecommendation *td_recommendation_get (TdInstance *instance, const char *id, GError **error)
{
    struct reading r = { .instance = instance, .id = id };

    return td_store_read (instance->store, get_in, &r, error) ? r.one : NULL;
}

/* ---- counting ---- */

static TdRecommendationTally *tally_of (GArray *tallies, const char *grade)
{
    for (guint i = 0; i < tallies->len; i++) {
        TdRecommendationTally *t = &g_array_index (tallies, TdRecommendationTally, i);
        if (t->grade != NULL && g_strcmp0 (t->grade->slug, grade) == 0)
            return t;
    }
    return &g_array_index (tallies, TdRecommendationTally, tallies->len - 1);
}

GArray *td_recommendation_tally (const TdProfile *profile, const GPtrArray *list, const char *today)
{
    GArray *tallies = g_array_new (FALSE, TRUE, sizeof (TdRecommendationTally));

    for (gsize i = 0; i <= profile->n_grades; i++) {
        const TdRecommendationTally t = { .grade = i < profile->n_grades ? &profile->grades[i] : NULL };
        g_array_append_val (tallies, t);
    }
    for (guint i = 0; i < list->len; i++) {
        const TdRecommendation *r = list->pdata[i];
        TdRecommendationTally *t = tally_of (tallies, r->grade);
        int years = td_recommendation_years (r, today);
        t->n++;
        if (years >= 0)
            t->by_years[MIN (years, (int) G_N_ELEMENTS (t->by_years) - 1)]++;
    }
    return tallies;
}
