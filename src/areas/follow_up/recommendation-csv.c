/* Recommendations as a table for spreadsheets (RFC 4180). Contract in recommendation.h. */
#include "areas/follow_up/recommendation.h"

#include "base/clock.h"

/* A spreadsheet computes what begins so, also behind blanks; an apostrophe makes it text (and is what is commonly done). */
static gboolean is_formula (const char *text)
{
    return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

static void add_field (GString *out, const char *text)
{
    gboolean formula = is_formula (text + strspn (text, " "));

    if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append_c (out, ',');
    g_string_append_c (out, '"');
    if (formula)
        g_string_append_c (out, '\'');
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"')
            g_string_append_c (out, '"');
        g_string_append_c (out, *c);
    }
    g_string_append_c (out, '"');
}

static void add_number (GString *out, int n)
{
    g_autofree char *text = n >= 0 ? g_strdup_printf ("%d", n) : g_strdup ("");

    add_field (out, text);
}

static void add_articles (GString *out, const GArray *articles)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; i < articles->len; i++)
        g_string_append_printf (all, "%s%d", i > 0 ? "; " : "", g_array_index (articles, int, i));
    add_field (out, all->str);
}

static void add_text (GString *out, const char *text)
{
    add_field (out, text != NULL ? text : "");
}

static void add_row (GString *out, const TdInstance *instance, const TdRecommendation *r, const char *today)
{
    g_autofree char *assessed = r->assessed != 0 ? td_instant_to_text (r->assessed) : NULL;
    g_autofree char *address = g_strdup_printf ("%s/en/recommendations/%s", instance->address, r->id);

    add_text (out, r->id);
    add_text (out, r->state);
    add_number (out, r->cycle > 0 ? r->cycle : -1);
    add_text (out, r->symbol);
    add_text (out, r->number);
    add_text (out, r->item);
    add_text (out, r->day);
    add_text (out, r->heading);
    add_text (out, r->lead);
    add_text (out, r->text);
    add_text (out, r->language);
    add_articles (out, r->articles);
    add_text (out, r->theme);
    add_text (out, r->priority ? "yes" : "no");
    add_text (out, r->due);
    add_number (out, td_recommendation_years (r, today));
    add_text (out, r->grade);
    add_text (out, assessed);
    add_number (out, r->steps);
    add_number (out, r->reports);
    add_text (out, address);
    g_string_append (out, "\r\n");
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
        add_field (out, columns[i]);
    g_string_append (out, "\r\n");
    for (guint i = 0; i < list->len; i++)
        add_row (out, instance, list->pdata[i], today);
    return g_string_free (out, FALSE);
}
