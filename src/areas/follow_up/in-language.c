/* Recommendations in the reader's language. Contract in in-language.h. */
#include "areas/follow_up/in-language.h"

#include "areas/follow_up/sense.h"

struct speak {
    TdInstance *instance;
    const char *language;
    GPtrArray *list;
    guint first, end;
};

static void put (char **field, const char *text)
{
    g_free (*field);
    *field = g_strdup (text);
}

static const TdSensedItem *item_of (const TdSensed *s, const char *item)
{
    for (guint i = 0; i < s->items->len; i++)
        if (g_str_equal (((TdSensedItem *) s->items->pdata[i])->item, item))
            return s->items->pdata[i];
    return NULL;
}

/* Items are lettered as each language letters them: one that is not there by its letter stays as it is. */
static void speak_one (TdRecommendation *r, const GPtrArray *all, const char *language)
{
    for (guint i = 0; i < all->len; i++) {
        const TdSensed *s = all->pdata[i];
        const TdSensedItem *item = *r->item != '\0' ? item_of (s, r->item) : NULL;
        if (!g_str_equal (s->anchor, r->anchor) || (*r->item != '\0' && item == NULL))
            continue;
        put (&r->text, item != NULL ? item->text : s->text);
        put (&r->heading, s->paragraph->heading);
        put (&r->language, language);
        if (item != NULL)
            put (&r->lead, s->paragraph->text);
        return;
    }
}

static gboolean has_language (const TdLibraryDocument *d, const char *language)
{
    for (guint i = 0; i < d->languages->len; i++)
        if (g_str_equal (((const TdLibraryLanguage *) d->languages->pdata[i])->language, language))
            return TRUE;
    return FALSE;
}

/* All of one document, from here on. */
static gboolean speak_document (TdTx *tx, struct speak *s, guint from, GError **error)
{
    const char *document = ((const TdRecommendation *) s->list->pdata[from])->document;
    g_autoptr (TdLibraryDocument) d = td_library_get_in (tx, document, error);
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autoptr (GPtrArray) all = NULL;

    if (d == NULL || !has_language (d, s->language))
        return d != NULL;
    paragraphs = td_library_paragraphs_in (tx, d->id, s->language, error);
    if (paragraphs == NULL)
        return FALSE;
    all = td_sense (s->instance->profile, paragraphs, s->language);
    for (guint i = from; i < s->end; i++) {
        TdRecommendation *r = s->list->pdata[i];
        if (g_str_equal (r->document, document))
            speak_one (r, all, s->language);
    }
    return TRUE;
}

static gboolean speak_in (TdTx *tx, gpointer data, GError **error)
{
    struct speak *s = data;
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = s->first; i < s->end; i++) {
        const TdRecommendation *r = s->list->pdata[i];
        if (!g_str_equal (r->language, s->language) && g_hash_table_add (seen, r->document)
            && !speak_document (tx, s, i, error))
            return FALSE;
    }
    return TRUE;
}

gboolean td_recommendations_speak (TdInstance *instance, const char *language, GPtrArray *list, guint first, guint n,
                                   GError **error)
{
    struct speak s = { instance, language, list, first, MIN (first + n, list->len) };

    return td_store_read (instance->store, speak_in, &s, error);
}
