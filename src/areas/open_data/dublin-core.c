#include "areas/open_data/dublin-core.h"

#include "text/words.h"

static void one_free (gpointer data)
{
    TdDublinCore *one = data;

    g_free (one->value);
    g_free (one);
}

static void add (GPtrArray *all, const char *element, const char *language, const char *value)
{
    TdDublinCore *one;

    if (value == NULL || *value == '\0')
        return;
    one = g_new0 (TdDublinCore, 1);
    one->element = element;
    one->language = language;
    one->value = g_strdup (value);
    g_ptr_array_add (all, one);
}

static const char *format_type (const char *format)
{
    static const struct {
        const char *format, *type;
    } types[] = { { "pdf", "application/pdf" },
                  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
                  { "odt", "application/vnd.oasis.opendocument.text" },
                  { "text", "text/plain" },
                  { "markdown", "text/markdown" } };

    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
        if (g_strcmp0 (types[i].format, format) == 0)
            return types[i].type;
    return NULL;
}

static void add_state (GPtrArray *all, const TdInstance *instance, const char *iso3)
{
    const TdState *state = td_profile_state (instance->profile, iso3);

    if (state != NULL)
        add (all, "coverage", "en", td_profile_state_name (instance->profile, state, "en"));
}

static void add_document (GPtrArray *all, const TdInstance *instance, const TdLibraryDocument *d)
{
    const TdDocumentType *type = td_profile_document_type (instance->profile, d->type);
    g_autofree char *symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL;

    if (d->languages->len == 0 || td_library_in (d, "en") == NULL)
        add (all, "title", NULL, td_library_title (d, "en"));
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        add (all, "title", l->language, l->title);
    }
    add (all, "creator", NULL,
         d->body != NULL                           ? d->body
         : g_strcmp0 (d->source, "committee") == 0 ? instance->profile->body
                                                   : NULL);
    add (all, "identifier", NULL, symbol);
    add (all, "date", NULL, d->day);
    add (all, "type", "en", type != NULL ? type->label : NULL);
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        add (all, "language", NULL, l->language);
        add (all, "format", NULL, format_type (l->format));
    }
    add_state (all, instance, d->state);
}

static void add_submission (GPtrArray *all, const TdInstance *instance, const TdSubmission *s)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    const TdChoice *purpose = td_profile_purpose (instance->profile, s->purpose);
    g_autofree char *received = td_instant_to_text (s->received);

    received[10] = '\0'; /* the day */
    add (all, "title", s->language, s->public_title != NULL ? s->public_title : s->title);
    add (all, "creator", NULL, td_submission_name_for (s, &nobody));
    for (guint i = 0; i < s->articles->len; i++) {
        const TdArticle *article = td_profile_article (instance->profile, g_array_index (s->articles, int, i));
        g_autofree char *subject = article != NULL
                                       ? g_strdup_printf ("%s, article %d: %s", instance->profile->convention_short,
                                                          g_array_index (s->articles, int, i), article->title)
                                       : NULL;
        add (all, "subject", "en", subject);
    }
    add (all, "date", NULL, s->register_day != NULL ? s->register_day : received);
    add (all, "type", "en", purpose != NULL ? purpose->label : NULL);
    add (all, "language", NULL, s->language);
    add_state (all, instance, s->state);
}

GPtrArray *td_dublin_core (const TdInstance *instance, const TdOpenRecord *r, const TdOpenThing *thing)
{
    GPtrArray *all = g_ptr_array_new_with_free_func (one_free);
    g_autofree char *path = td_open_path (r, thing, "en");
    g_autofree char *address = g_strconcat (instance->address, path, NULL);

    if (thing->document != NULL)
        add_document (all, instance, thing->document);
    else
        add_submission (all, instance, thing->submission);
    add (all, "publisher", "en", instance->profile->body);
    add (all, "identifier", NULL, address);
    return all;
}
