/* Recommendations as a table for spreadsheets (RFC 4180). Contract in recommendation.h. */
#include "areas/follow_up/recommendation.h"

#include "base/clock.h"
#include "base/csv-out.h"

static void add_number (GString *out, int n)
{
    g_autofree char *text = n >= 0 ? g_strdup_printf ("%d", n) : g_strdup ("");

    td_csv_put (out, text);
}

static void add_articles (GString *out, const GArray *articles)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < articles->len; i++)
        g_string_append_printf (all, "%s%d", i > 0 ? "; " : "", g_array_index (articles, int, i));
    td_csv_put (out, all->str);
}

static void add_row (GString *out, const TdInstance *instance, const TdRecommendation *r, const char *today)
{
    g_autofree char *assessed = r->assessed != 0 ? td_instant_to_text (r->assessed) : NULL;
    g_autofree char *address = g_strdup_printf ("%s/en/recommendations/%s", instance->address, r->id);

    td_csv_put (out, r->id);
    td_csv_put (out, r->state);
    add_number (out, r->cycle > 0 ? r->cycle : -1);
    td_csv_put (out, r->symbol);
    td_csv_put (out, r->number);
    td_csv_put (out, r->item);
    td_csv_put (out, r->day);
    td_csv_put (out, r->heading);
    td_csv_put (out, r->lead);
    td_csv_put (out, r->text);
    td_csv_put (out, r->language);
    add_articles (out, r->articles);
    td_csv_put (out, r->theme);
    td_csv_put (out, r->priority ? "yes" : "no");
    td_csv_put (out, r->due);
    add_number (out, td_recommendation_years (r, today));
    td_csv_put (out, r->grade);
    td_csv_put (out, assessed);
    add_number (out, r->steps);
    add_number (out, r->reports);
    td_csv_put (out, address);
    td_csv_end (out);
}

char *td_recommendations_to_csv (const TdInstance *instance, const GPtrArray *list)
{
    static const char *const columns[] = { "id",    "state",          "cycle",   "symbol", "number",     "item",
                                           "day",   "heading",        "lead",    "text",   "language",   "articles",
                                           "theme", "first",          "due",     "years",  "assessment", "assessed",
                                           "steps", "public_reports", "address", NULL };
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    GString *out = g_string_new (NULL);

    for (gsize i = 0; columns[i] != NULL; i++)
        td_csv_put (out, columns[i]);
    td_csv_end (out);
    for (guint i = 0; i < list->len; i++)
        add_row (out, instance, list->pdata[i], today);
    return g_string_free (out, FALSE);
}
