/* What changed, as Atom, and where everything is, as sitemaps. Contract in bulk.h. */
#include "areas/open_data/bulk.h"
#include "areas/open_data/dublin-core.h"
#include "base/base.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/xml-out.h"
#include "text/words.h"

enum { ENTRIES = 50 };

static void put (GString *out, const char *before, const char *text, const char *after)
{
    g_string_append (out, before);
    td_xml_text (out, text);
    g_string_append (out, after);
}

/* ---- Atom ---- */

typedef struct {
    TdInstance *instance;
    const char *locale;
    GString *out;
    gint64 newest;
} Feed;

/* The first value of an element; NULL: none. */
static const char *value_of (const GPtrArray *all, const char *element)
{
    for (guint i = 0; i < all->len; i++) {
        const TdDublinCore *one = all->pdata[i];
        if (g_str_equal (one->element, element))
            return one->value;
    }
    return NULL;
}

static gboolean put_entry (TdTx *tx, const Feed *f, const TdOpenRecord *r, GError **error)
{
    g_auto (TdOpenThing) thing = { 0 };
    g_autoptr (GPtrArray) all = NULL;
    g_autofree char *updated = td_instant_to_text (r->at);
    g_autofree char *path = NULL;
    g_autofree char *own = NULL;

    if (!td_open_thing_in (tx, f->instance, r, &thing, error))
        return FALSE;
    if (thing.document == NULL && thing.submission == NULL)
        return TRUE;
    all = td_dublin_core (f->instance, r, &thing);
    path = td_open_path (r, &thing, f->locale);
    own = td_open_path (r, &thing, "en");
    g_string_append (f->out, "<entry>\n");
    put (f->out, "<id>", f->instance->address, "");
    put (f->out, "", own, "</id>\n");
    put (f->out, "<title>", value_of (all, "title") != NULL ? value_of (all, "title") : r->id, "</title>\n");
    put (f->out, "<updated>", updated, "</updated>\n");
    if (value_of (all, "creator") != NULL)
        put (f->out, "<author><name>", value_of (all, "creator"), "</name></author>\n");
    put (f->out, "<link rel=\"alternate\" type=\"text/html\" href=\"", f->instance->address, "");
    put (f->out, "", path, "\"/>\n</entry>\n");
    return TRUE;
}

static gboolean put_entries (TdTx *tx, gpointer data, GError **error)
{
    Feed *f = data;
    const TdOpenSearch search = { .newest = TRUE, .most = ENTRIES };
    g_autoptr (GPtrArray) records = td_open_records_in (tx, &search, NULL, error);

    g_string_truncate (f->out, 0);
    f->newest = 0;
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const TdOpenRecord *r = records->pdata[i];
        f->newest = MAX (f->newest, r->at);
        if (!put_entry (tx, f, r, error))
            return FALSE;
    }
    return records != NULL;
}

char *td_open_atom (TdInstance *instance, const char *locale, GError **error)
{
    g_autoptr (GString) entries = g_string_new (NULL);
    Feed f = { instance, locale, entries, 0 };
    g_autofree char *updated = NULL;
    g_autofree char *self = g_strdup_printf ("%s/%s/open-data.atom", instance->address, locale);
    GString *out;

    if (!td_store_read (instance->store, put_entries, &f, error))
        return NULL;
    updated = td_instant_to_text (f.newest);
    out = g_string_new (
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    put (out, "", locale, "\">\n");
    put (out, "<id>", self, "</id>\n");
    put (out, "<title>", td_words (locale, N_ ("What is new and public")), "</title>\n");
    put (out, "<updated>", updated, "</updated>\n");
    put (out, "<author><name>", td_words (locale, instance->profile->body), "</name></author>\n");
    put (out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"", self, "\"/>\n");
    g_string_append (out, entries->str);
    g_string_append (out, "</feed>\n");
    return g_string_free (out, FALSE);
}

/* ---- sitemaps ---- */

/* An address with the same page in each language of the interface. */
static void put_url (GString *out, const TdInstance *instance, const char *locale, const char *path,
                     const char *changed)
{
    put (out, "<url><loc>", instance->address, "/");
    put (out, locale, path, "</loc>");
    if (changed != NULL)
        put (out, "<lastmod>", changed, "</lastmod>");
    for (gsize i = 0; td_words_locales ()[i] != NULL; i++) {
        const char *other = td_words_locales ()[i];
        put (out, "<xhtml:link rel=\"alternate\" hreflang=\"", other, "\" href=\"");
        put (out, "", instance->address, "/");
        put (out, other, path, "\"/>");
    }
    g_string_append (out, "</url>\n");
}

static gboolean put_places (TdTx *tx, gpointer data, GError **error)
{
    Feed *f = data;
    const TdOpenSearch search = { .most = TD_LIMIT_OPEN_ROWS };
    g_autoptr (GPtrArray) records = td_open_records_in (tx, &search, NULL, error);

    g_string_truncate (f->out, 0);
    for (guint i = 0; records != NULL && i < records->len; i++) {
        const TdOpenRecord *r = records->pdata[i];
        g_auto (TdOpenThing) thing = { 0 };
        g_autofree char *changed = td_instant_to_text (r->at);
        g_autofree char *path = NULL;
        if (!td_open_thing_in (tx, f->instance, r, &thing, error))
            return FALSE;
        path = td_open_path (r, &thing, f->locale);
        if (thing.document != NULL || thing.submission != NULL)
            put_url (f->out, f->instance, f->locale, path + 1 + strlen (f->locale), changed);
    }
    return records != NULL;
}

char *td_open_sitemap (TdInstance *instance, const char *locale, GError **error)
{
    static const char *const pages[] = { "", "/now", "/states", "/calls", "/sessions", "/documents", "/about" };
    g_autoptr (GString) places = g_string_new (NULL);
    Feed f = { instance, locale, places, 0 };
    GString *out;

    if (!td_store_read (instance->store, put_places, &f, error))
        return NULL;
    out = g_string_new (
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
    for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
        put_url (out, instance, locale, pages[i], NULL);
    for (gsize i = 0; i < instance->profile->n_states; i++) {
        g_autofree char *path = g_strdup_printf ("/states/%s", instance->profile->states[i].iso3);
        put_url (out, instance, locale, path, NULL);
    }
    g_string_append (out, places->str);
    g_string_append (out, "</urlset>\n");
    return g_string_free (out, FALSE);
}

char *td_open_sitemaps (const TdInstance *instance)
{
    GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                 "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");

    for (gsize i = 0; td_words_locales ()[i] != NULL; i++) {
        put (out, "<sitemap><loc>", instance->address, "/");
        put (out, "", td_words_locales ()[i], "/sitemap.xml</loc></sitemap>\n");
    }
    g_string_append (out, "</sitemapindex>\n");
    return g_string_free (out, FALSE);
}
