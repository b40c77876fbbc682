/* Outreach in figures, as JSON and as a table. Contract in outreach.h. */
#include "areas/spreading/spreading-sql.h"

#include "base/csv-out.h"
#include "base/limits.h"

static void count_free (gpointer data)
{
    g_free (((TdOutreachCount *) data)->word);
    g_free (data);
}

void td_outreach_figures_clear (TdOutreachFigures *f)
{
    g_clear_pointer (&f->countries, g_ptr_array_unref);
    g_clear_pointer (&f->languages, g_ptr_array_unref);
    g_clear_pointer (&f->hows, g_ptr_array_unref);
}

/* People that are too few to be told are in no sum: else two sums would tell them. */
static gint64 told (const TdOutreach *o)
{
    return o->people >= TD_LIMIT_SMALL_COUNT ? o->people : 0;
}

static void count (GPtrArray *counts, const char *word, const TdOutreach *o)
{
    TdOutreachCount *c = NULL;

    for (guint i = 0; c == NULL && i < counts->len; i++)
        if (g_str_equal (((TdOutreachCount *) counts->pdata[i])->word, word))
            c = counts->pdata[i];
    if (c == NULL) {
        c = g_new0 (TdOutreachCount, 1);
        c->word = g_strdup (word);
        g_ptr_array_add (counts, c);
    }
    c->notes++;
    c->people += told (o);
}

static int most_first (gconstpointer a, gconstpointer b)
{
    const TdOutreachCount *x = *(const TdOutreachCount *const *) a, *y = *(const TdOutreachCount *const *) b;

    return x->notes != y->notes ? y->notes - x->notes : g_strcmp0 (x->word, y->word);
}

static void count_all (TdOutreachFigures *f, const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const TdOutreach *o = list->pdata[i];
        count (f->countries, o->country != NULL ? o->country : "", o);
        count (f->languages, o->language, o);
        count (f->hows, td_outreach_how_word (o->how), o);
        f->notes++;
        f->people += told (o);
    }
    g_ptr_array_sort (f->countries, most_first);
    g_ptr_array_sort (f->languages, most_first);
    g_ptr_array_sort (f->hows, most_first);
}

struct figures {
    const char *document;
    TdOutreachFigures *figures;
};

static gboolean figures_in (TdTx *tx, gpointer data, GError **error)
{
    struct figures *f = data;
    const TdOutreachSearch search = { .document = f->document, .shown = TRUE };
    g_autoptr (GPtrArray) list = td_outreach_select (tx, &search, error);
    gint64 quiet = 0;

    if (list == NULL || !td_outreach_count_quiet (tx, f->document, &quiet, error))
        return FALSE;
    td_outreach_figures_clear (f->figures);
    *f->figures = (TdOutreachFigures){ .countries = g_ptr_array_new_with_free_func (count_free),
                                       .languages = g_ptr_array_new_with_free_func (count_free),
                                       .hows = g_ptr_array_new_with_free_func (count_free),
                                       .quiet = quiet >= TD_LIMIT_SMALL_COUNT ? (int) quiet : 0 };
    count_all (f->figures, list);
    return TRUE;
}

gboolean td_outreach_figures (TdInstance *instance, const char *document, TdOutreachFigures *ret_figures,
                              GError **error)
{
    g_auto (TdOutreachFigures) figures = { 0 };
    struct figures f = { document, &figures };

    if (!td_store_read (instance->store, figures_in, &f, error))
        return FALSE;
    *ret_figures = figures;
    figures = (TdOutreachFigures){ 0 };
    return TRUE;
}

/* ---- as JSON ---- */

static json_t *people_json (gint64 people)
{
    return people > 0 ? json_integer (people) : json_null ();
}

static json_t *counts_json (const GPtrArray *counts, const char *name)
{
    json_t *list = json_array ();

    for (guint i = 0; i < counts->len; i++) {
        const TdOutreachCount *c = counts->pdata[i];
        json_array_append_new (list, json_pack ("{s:o, s:i, s:o}", name,
                                                *c->word != '\0' ? json_string (c->word) : json_null (), "notes",
                                                c->notes, "people", people_json (c->people)));
    }
    return list;
}

static json_t *note_json (const TdOutreach *o)
{
    return json_pack ("{s:s, s:s, s:s?, s:s, s:s, s:s, s:s?, s:s?, s:o, s:s, s:s, s:s?}", "id", o->id, "document",
                      o->document, "symbol", o->symbol, "day", o->day, "how", td_outreach_how_word (o->how), "language",
                      o->language, "country", o->country, "place", o->place, "people", people_json (told (o)),
                      "organisation", o->organisation, "name", o->name, "words", o->words);
}

json_t *td_outreach_to_json (const TdOutreachFigures *f, const GPtrArray *list)
{
    json_t *notes = json_array ();

    for (guint i = 0; i < list->len; i++)
        if (((const TdOutreach *) list->pdata[i])->off_reason == NULL)
            json_array_append_new (notes, note_json (list->pdata[i]));
    return json_pack ("{s:i, s:o, s:i, s:o, s:o, s:o, s:o}", "notes", f->notes, "people", people_json (f->people),
                      "quiet", f->quiet, "countries", counts_json (f->countries, "country"), "languages",
                      counts_json (f->languages, "language"), "ways", counts_json (f->hows, "how"), "list", notes);
}

/* ---- as a table ---- */

char *td_outreach_to_csv (const GPtrArray *list)
{
    GString *out = g_string_new ("\"id\",\"symbol\",\"day\",\"how\",\"language\",\"country\",\"place\",\"people\","
                                 "\"organisation\",\"words\"\r\n");

    for (guint i = 0; i < list->len; i++) {
        const TdOutreach *o = list->pdata[i];
        if (o->off_reason != NULL)
            continue;
        td_csv_put (out, o->id);
        td_csv_put (out, o->symbol);
        td_csv_put (out, o->day);
        td_csv_put (out, td_outreach_how_word (o->how));
        td_csv_put (out, o->language);
        td_csv_put (out, o->country);
        td_csv_put (out, o->place);
        if (told (o) > 0)
            td_csv_put_number (out, told (o));
        else
            td_csv_put (out, NULL);
        td_csv_put (out, o->name);
        td_csv_put (out, o->words);
        td_csv_end (out);
    }
    return g_string_free (out, FALSE);
}
