#include "areas/cases/case-figures.h"

#include "areas/cases/case-sql.h"
#include "base/small-counts.h"

const char *td_figure_by_word (TdFigureBy by)
{
    static const char *const words[] = { "year", "state", "stage", "outcome" };

    return (gsize) by < G_N_ELEMENTS (words) ? words[by] : "";
}

static void figure_free (gpointer data)
{
    TdCaseFigure *f = data;

    g_free (f->key);
    g_free (f);
}

static void count (GPtrArray *list, TdFigureBy by, const char *key)
{
    TdCaseFigure *f = NULL;

    for (guint i = 0; i < list->len; i++) {
        f = list->pdata[i];
        if (f->by == by && g_str_equal (f->key, key)) {
            f->n++;
            return;
        }
    }
    f = g_new0 (TdCaseFigure, 1);
    f->by = by;
    f->key = g_strdup (key);
    f->n = 1;
    g_ptr_array_add (list, f);
}

static void count_case (GPtrArray *list, const TdCase *c)
{
    g_autofree char *year = g_strdup_printf ("%d", c->year);

    if (c->transmitted == 0 && c->document == NULL)
        return;
    count (list, TD_FIGURE_YEAR, year);
    count (list, TD_FIGURE_STATE, c->state);
    count (list, TD_FIGURE_STAGE, c->stage);
    if (c->ended != 0 || c->decision_stage != NULL)
        count (list, TD_FIGURE_OUTCOME, c->decision_stage != NULL ? c->decision_stage : c->stage);
}

static void hide_small (const GPtrArray *list, TdFigureBy by)
{
    g_autofree gint64 *counts = g_new0 (gint64, list->len + 1);
    g_autofree gboolean *hidden = g_new0 (gboolean, list->len + 1);
    gsize n = 0;

    for (guint i = 0; i < list->len; i++)
        if (((TdCaseFigure *) list->pdata[i])->by == by)
            counts[n++] = ((TdCaseFigure *) list->pdata[i])->n;
    td_small_counts_hide (counts, hidden, n);
    for (guint i = 0, k = 0; i < list->len; i++) {
        TdCaseFigure *f = list->pdata[i];
        if (f->by == by && hidden[k++])
            f->n = -1;
    }
}

static int place_of (const TdProfile *profile, const char *slug)
{
    const TdCaseStage *stage = td_profile_case_stage (profile, slug);

    return stage != NULL ? (int) (stage - profile->case_stages) : G_MAXINT;
}

static int by_key (gconstpointer a, gconstpointer b, gpointer profile)
{
    const TdCaseFigure *x = *(const TdCaseFigure *const *) a, *y = *(const TdCaseFigure *const *) b;

    if (x->by != y->by)
        return x->by < y->by ? -1 : 1;
    if (x->by == TD_FIGURE_STAGE || x->by == TD_FIGURE_OUTCOME)
        return place_of (profile, x->key) - place_of (profile, y->key);
    return strcmp (x->key, y->key);
}

struct reading {
    GPtrArray *cases;
};

static gboolean all_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->cases = td_case_select (tx, NULL, error);
    return r->cases != NULL;
}

GPtrArray *td_case_figures (TdInstance *instance, GError **error)
{
    struct reading r = { NULL };
    GPtrArray *list;

    if (!td_store_read (instance->store, all_in, &r, error))
        return NULL;
    list = g_ptr_array_new_with_free_func (figure_free);
    for (guint i = 0; i < r.cases->len; i++)
        count_case (list, r.cases->pdata[i]);
    g_ptr_array_unref (r.cases);
    for (int by = 0; by < TD_N_FIGURES; by++)
        hide_small (list, (TdFigureBy) by);
    g_ptr_array_sort_with_data (list, by_key, (gpointer) instance->profile);
    return list;
}

json_t *td_case_figures_to_json (const GPtrArray *figures)
{
    json_t *list = json_array ();

    for (guint i = 0; i < figures->len; i++) {
        const TdCaseFigure *f = figures->pdata[i];
        json_array_append_new (list, json_pack ("{s:s, s:s, s:o}", "by", td_figure_by_word (f->by), "key", f->key, "n",
                                                f->n >= 0 ? json_integer (f->n) : json_null ()));
    }
    return json_pack ("{s:o}", "figures", list);
}
