/* Figures of the register: small counts are hidden, and with one hidden in a list a second one too, so that no sum gives it away. */
#include "areas/reprisals/reprisal.h"

enum { ALL = 100000 };

typedef struct {
    const char *label;
    int n;
} Tally;

static void add (GArray *tallies, const char *label)
{
    for (guint i = 0; i < tallies->len; i++) {
        Tally *t = &g_array_index (tallies, Tally, i);
        if (g_str_equal (t->label, label)) {
            t->n++;
            return;
        }
    }
    const Tally fresh = { label, 1 };
    g_array_append_val (tallies, fresh);
}

/* The smallest of those that are told, or NULL. */
static Tally *smallest_told (GArray *tallies)
{
    Tally *least = NULL;

    for (guint i = 0; i < tallies->len; i++) {
        Tally *t = &g_array_index (tallies, Tally, i);
        if (t->n >= TD_REPRISAL_SMALL && (least == NULL || t->n < least->n))
            least = t;
    }
    return least;
}

static int by_label (gconstpointer a, gconstpointer b)
{
    return strcmp (((const Tally *) a)->label, ((const Tally *) b)->label);
}

/* [{name: label, n}]. */
static json_t *to_json (GArray *tallies, const char *name)
{
    json_t *list = json_array ();
    const Tally *second = NULL;
    int hidden = 0;

    g_array_sort (tallies, by_label);
    for (guint i = 0; i < tallies->len; i++)
        hidden += g_array_index (tallies, Tally, i).n < TD_REPRISAL_SMALL;
    if (hidden == 1)
        second = smallest_told (tallies);
    for (guint i = 0; i < tallies->len; i++) {
        const Tally *t = &g_array_index (tallies, Tally, i);
        gboolean told = t->n >= TD_REPRISAL_SMALL && t != second;
        json_array_append_new (
            list, json_pack ("{s:s, s:o}", name, t->label, "n", told ? json_integer (t->n) : json_null ()));
    }
    return list;
}

static json_t *number (int n)
{
    return n == 0 || n >= TD_REPRISAL_SMALL ? json_integer (n) : json_null ();
}

/* Of a whole: neither it nor the rest may be small. */
static json_t *part (int n, int of)
{
    return n < of && of - n < TD_REPRISAL_SMALL ? json_null () : number (n);
}

json_t *td_reprisal_figures (TdInstance *instance, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) all = td_reprisals (instance, viewer, 0, ALL, NULL, error), years = NULL;
    g_autoptr (GArray) by_year = g_array_new (FALSE, TRUE, sizeof (Tally));
    g_autoptr (GArray) by_kind = g_array_new (FALSE, TRUE, sizeof (Tally));
    g_autoptr (GArray) by_state = g_array_new (FALSE, TRUE, sizeof (Tally));
    int open = 0;

    if (all == NULL)
        return NULL;
    years = g_ptr_array_new_with_free_func (g_free);
    for (guint i = 0; i < all->len; i++) {
        const TdReprisal *r = all->pdata[i];
        char *year = td_instant_to_text (r->opened);
        year[4] = '\0';
        g_ptr_array_add (years, year);
        add (by_year, year);
        add (by_kind, r->kind->word);
        if (r->state != NULL)
            add (by_state, r->state->iso3);
        open += r->closed == 0;
    }
    return json_pack ("{s:o, s:o, s:o, s:o, s:o}", "total", number ((int) all->len), "open",
                      part (open, (int) all->len), "by_year", to_json (by_year, "year"), "by_kind",
                      to_json (by_kind, "kind"), "by_state", to_json (by_state, "state"));
}
