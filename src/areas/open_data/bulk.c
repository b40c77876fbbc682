/* All that is public as lines and tables. Contract in bulk.h. */
#include "areas/open_data/bulk.h"

#include "base/clock.h"
#include "base/csv-out.h"
#include "base/limits.h"
#include "text/words.h"

static const TdViewer nobody = TD_VIEWER_NOBODY;

/* ---- lines ---- */

/* Each language with its paragraphs. */
static json_t *document_json (TdTx *tx, const TdLibraryDocument *d, GError **error)
{
    json_t *json = td_library_to_json (d, NULL), *texts = json_object ();

    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        g_autoptr (GPtrArray) paragraphs = td_library_paragraphs_in (tx, d->id, l->language, error);
        json_t *whole;
        if (paragraphs == NULL) {
            json_decref (json);
            json_decref (texts);
            return NULL;
        }
        whole = td_library_to_json (d, paragraphs);
        json_object_set (texts, l->language, json_object_get (whole, "paragraphs"));
        json_decref (whole);
    }
    json_object_set_new (json, "paragraphs", texts);
    return json;
}

static json_t *submission_json (TdTx *tx, const TdInstance *instance, const TdSubmission *s, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = td_submission_paragraphs (tx, s, error);

    return paragraphs != NULL ? td_submission_to_json (instance, s, paragraphs, &nobody) : NULL;
}

static json_t *thing_json (TdTx *tx, const TdInstance *instance, const TdOpenThing *thing, GError **error)
{
    if (thing->document != NULL)
        return document_json (tx, thing->document, error);
    return thing->submission != NULL ? submission_json (tx, instance, thing->submission, error) : json_null ();
}

/* Of the thing with sorted names and three digits behind the point, so that whoever copies it can check what came. Free it. */
static char *hash_of (const json_t *thing)
{
    char *dumped = json_dumps (thing, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (3) | JSON_ENCODE_ANY);
    char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, dumped, -1);

    free (dumped);
    return hash;
}

static gboolean put_line (TdTx *tx, const TdInstance *instance, const TdOpenRecord *r, GString *out, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };
    g_autofree char *changed = td_instant_to_text (r->at);
    g_autofree char *path = NULL;
    g_autofree char *address = NULL;
    json_t *inside, *json;
    g_autofree char *hash = NULL;
    char *dumped;

    if ((!r->deleted && !td_open_thing_in (tx, instance, r, &thing, error))
        || (inside = thing_json (tx, instance, &thing, error)) == NULL)
        return FALSE;
    path = td_open_path (r, &thing, "en");
    address = g_strconcat (instance->address, path, NULL);
    hash = hash_of (inside);
    json = json_pack ("{s:I, s:s, s:s, s:s?, s:s, s:s, s:b, s:s, s:s, s:o}", "position", (json_int_t) r->position, "id",
                      r->id, "kind", td_open_kind_word (r->kind), "state", r->state, "type", r->type, "changed",
                      changed, "deleted", json_is_null (inside), "address", address, "hash", hash, "thing", inside);
    dumped = json_dumps (json, JSON_COMPACT | JSON_REAL_PRECISION (3));
    g_string_append (out, dumped);
    g_string_append_c (out, '\n');
    free (dumped);
    json_decref (json);
    return TRUE;
}

struct bulk {
    TdInstance *instance;
    TdOpenSearch search;
    gboolean (*put) (TdTx *tx, const TdInstance *instance, const TdOpenRecord *r, GString *out, GError **error);
    GString *out;
    gint64 last;
};

static gboolean put_all (TdTx *tx, gpointer data, GError **error)
{
    struct bulk *b = data;
    g_autoptr (GPtrArray) records = td_open_records_in (tx, &b->search, NULL, error);

    g_string_truncate (b->out, 0);
    b->last = b->search.after;
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const TdOpenRecord *r = records->pdata[i];
        if (!b->put (tx, b->instance, r, b->out, error))
            return FALSE;
        b->last = r->position;
    }
    return records != NULL;
}

char *td_open_lines (TdInstance *instance, gint64 after, int most, gint64 *ret_last, GError **error)
{
    g_autoptr (GString) out = g_string_new (NULL);
    struct bulk b = {
        .instance = instance, .search = { .after = after, .deleted = TRUE, .most = most }, .put = put_line, .out = out
    };

    if (!td_store_read (instance->store, put_all, &b, error))
        return NULL;
    *ret_last = b.last;
    return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- tables ---- */

static void put_address (GString *out, const TdInstance *instance, const TdOpenRecord *r, const TdOpenThing *thing)
{
    g_autofree char *path = td_open_path (r, thing, "en");
    g_autofree char *address = g_strconcat (instance->address, path, NULL);

    td_csv_put (out, address);
    td_csv_end (out);
}

static void put_document (GString *out, const TdLibraryDocument *d)
{
    g_autofree char *symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL;
    g_autoptr (GString) languages = g_string_new (NULL);

    for (guint i = 0; i < d->languages->len; i++)
        g_string_append_printf (languages, "%s%s", i > 0 ? "; " : "",
                                ((const TdLibraryLanguage *) d->languages->pdata[i])->language);
    td_csv_put (out, symbol);
    td_csv_put (out, d->type);
    td_csv_put (out, d->source);
    td_csv_put (out, d->state);
    td_csv_put (out, td_library_title (d, "en"));
    td_csv_put (out, d->body);
    td_csv_put (out, d->day);
    td_csv_put (out, languages->str);
}

static void put_submission (GString *out, const TdSubmission *s)
{
    g_autofree char *received = td_instant_to_text (s->received);
    g_autoptr (GString) articles = g_string_new (NULL);

    for (guint i = 0; i < s->articles->len; i++)
        g_string_append_printf (articles, "%s%d", i > 0 ? "; " : "", g_array_index (s->articles, int, i));
    td_csv_put (out, s->state);
    td_csv_put (out, s->purpose);
    td_csv_put (out, s->public_title != NULL ? s->public_title : s->title);
    td_csv_put (out, td_submission_name_for (s, &nobody));
    td_csv_put (out, td_submission_name_for (s, &nobody) != NULL ? s->sender_kind : NULL);
    td_csv_put (out, s->language);
    td_csv_put (out, articles->str);
    td_csv_put (out, received);
}

static gboolean put_row (TdTx *tx, const TdInstance *instance, const TdOpenRecord *r, GString *out, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };
    g_autofree char *changed = td_instant_to_text (r->at);

    if (!td_open_thing_in (tx, instance, r, &thing, error))
        return FALSE;
    if (thing.document == NULL && thing.submission == NULL)
        return TRUE;
    td_csv_put (out, r->id);
    if (thing.document != NULL)
        put_document (out, thing.document);
    else
        put_submission (out, thing.submission);
    td_csv_put (out, changed);
    put_address (out, instance, r, &thing);
    return TRUE;
}

char *td_open_csv (TdInstance *instance, TdOpenKind kind, GError **error)
{
    static const char *const heads[TD_N_OPEN_KINDS] = {
        [TD_OPEN_DOCUMENT] = "\"id\",\"symbol\",\"type\",\"source\",\"state\",\"title\",\"body\",\"day\",\"languages\","
                             "\"changed\",\"address\"\r\n",
        [TD_OPEN_SUBMISSION] =
            "\"id\",\"state\",\"purpose\",\"title\",\"sender\",\"sender_kind\",\"language\",\"articles\","
            "\"received\",\"changed\",\"address\"\r\n",
    };
    g_autoptr (GString) out = g_string_new (NULL);
    struct bulk b = { .instance = instance,
                      .search = { .kind = td_open_kind_word (kind), .most = TD_LIMIT_OPEN_ROWS },
                      .put = put_row,
                      .out = out };

    if (!td_store_read (instance->store, put_all, &b, error))
        return NULL;
    g_string_prepend (out, heads[kind]);
    return g_string_free (g_steal_pointer (&out), FALSE);
}
