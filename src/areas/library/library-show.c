/* A document for people and programs: its title, symbol, address and JSON. Contracts in library.h. */
#include "areas/library/library.h"
#include "base/clock.h"
#include "text/words.h"

const TdLibraryLanguage *td_library_in (const TdLibraryDocument *document, const char *language)
{
    for (guint i = 0; i < document->languages->len; i++) {
        const TdLibraryLanguage *there = document->languages->pdata[i];
        if (g_str_equal (there->language, language))
            return there;
    }
    return NULL;
}

const char *td_library_title (const TdLibraryDocument *document, const char *locale)
{
    const TdLibraryLanguage *there = td_library_in (document, locale);
    const TdLibraryLanguage *leads = document->languages->len > 0 ? document->languages->pdata[0] : NULL;

    if (there != NULL && there->title != NULL)
        return there->title;
    if (document->title != NULL)
        return document->title;
    if (leads != NULL && leads->title != NULL)
        return leads->title;
    return document->symbol != NULL ? document->symbol : td_words (locale, N_ ("Document without a title"));
}

static char *translated_by (const TdLibraryLanguage *l, const char *locale)
{
    gboolean by = *l->unofficial_by != '\0', reviewed = *l->unofficial_reviewed != '\0';
    const char *words = by && reviewed ? N_ ("Unofficial translation by {names}, reviewed by {reviewers}.")
                        : by           ? N_ ("Unofficial translation by {names}, reviewed by others who are not named.")
                        : reviewed ? N_ ("Unofficial translation by people who are not named, reviewed by {reviewers}.")
                                   : N_ ("Unofficial translation, and its review, by people who are not named.");

    return td_words_fill (td_words (locale, words), "names", l->unofficial_by, "reviewers", l->unofficial_reviewed,
                          NULL);
}

char *td_library_mark (const TdLibraryLanguage *l, const char *locale)
{
    g_autofree char *by = NULL;
    g_autofree char *n = NULL;
    g_autofree char *missing = NULL;

    if (l->unofficial_by == NULL)
        return NULL;
    by = translated_by (l, locale);
    if (l->unofficial_missing == 0)
        return g_steal_pointer (&by);
    n = td_words_number (locale, l->unofficial_missing);
    missing = td_words_fill (td_words_n (locale, N_ ("In part: {n} paragraph is not translated yet."),
                                         N_ ("In part: {n} paragraphs are not translated yet."), l->unofficial_missing),
                             "n", n, NULL);
    return g_strdup_printf ("%s %s", by, missing);
}

char *td_library_symbol_words (const char *symbol)
{
    static const char *const parts[][2] = { { "/ADD.", "/Add." }, { "/CORR.", "/Corr." }, { "/REV.", "/Rev." } };
    g_autoptr (GString) words = g_string_new (symbol);

    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        g_string_replace (words, parts[i][0], parts[i][1], 0);
    return g_string_free (g_steal_pointer (&words), FALSE);
}

char *td_library_symbols (const TdLibraryDocument *document)
{
    g_autoptr (GString) words = g_string_new (NULL);

    if (document->symbol == NULL)
        return NULL;
    g_string_append (words, document->symbol);
    for (gsize i = 0; document->joint != NULL && document->joint[i] != NULL; i++)
        g_string_append_printf (words, "-%s", document->joint[i]);
    return td_library_symbol_words (words->str);
}

char *td_library_address (const char *locale, const char *symbol_or_id, const char *anchor)
{
    return g_strdup_printf ("/%s/documents/%s%s%s", locale, symbol_or_id, anchor != NULL ? "/" : "",
                            anchor != NULL ? anchor : "");
}

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *unofficial_to_json (const TdLibraryLanguage *l)
{
    g_autofree char *mark = td_library_mark (l, "en");

    return mark == NULL ? json_null ()
                        : json_pack ("{s:s, s:s, s:i, s:s}", "by", l->unofficial_by, "reviewed_by",
                                     l->unofficial_reviewed, "missing", l->unofficial_missing, "mark", mark);
}

static json_t *language_to_json (const TdLibraryLanguage *l)
{
    g_autofree char *added = td_instant_to_text (l->added);

    return json_pack ("{s:s, s:b, s:o, s:o, s:o, s:I, s:i, s:I, s:b, s:s, s:o}", "language", l->language, "leads",
                      l->leads, "title", text_or_null (l->title), "format", text_or_null (l->format), "sha256",
                      text_or_null (l->sha256), "size", (json_int_t) l->size, "pages", l->pages, "words",
                      (json_int_t) l->words, "no_text", l->no_text, "added", added, "unofficial",
                      unofficial_to_json (l));
}

static json_t *paragraph_to_json (const TdLibraryParagraph *one)
{
    const TdParagraph *p = one->paragraph;
    json_t *articles = json_array ();

    for (guint i = 0; i < p->articles->len; i++) {
        const TdTag *tag = &g_array_index (p->articles, TdTag, i);
        json_array_append_new (articles, json_pack ("{s:i, s:f, s:s}", "article", tag->article, "confidence",
                                                    tag->confidence, "because", tag->because));
    }
    return json_pack ("{s:i, s:s, s:o, s:s, s:i, s:o, s:i, s:s, s:o}", "n", p->n, "anchor", one->anchor, "number",
                      text_or_null (p->number), "kind", td_paragraph_kind_name (p->kind), "level", p->level, "heading",
                      text_or_null (p->heading), "page", p->page, "text", p->text, "articles", articles);
}

/* What the leading language calls it, else what it was called when it came in. */
static const char *own_title (const TdLibraryDocument *d)
{
    const TdLibraryLanguage *leads = d->languages->len > 0 ? d->languages->pdata[0] : NULL;

    return leads != NULL && leads->title != NULL ? leads->title : d->title;
}

json_t *td_library_to_json (const TdLibraryDocument *d, const GPtrArray *paragraphs)
{
    json_t *languages = json_array (), *list = json_array (), *joint = json_array (), *json;

    for (gsize i = 0; d->joint != NULL && d->joint[i] != NULL; i++)
        json_array_append_new (joint, json_string (d->joint[i]));
    for (guint i = 0; i < d->languages->len; i++)
        json_array_append_new (languages, language_to_json (d->languages->pdata[i]));
    json = json_pack ("{s:s, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "id", d->id, "symbol",
                      text_or_null (d->symbol), "joint", joint, "type", d->type, "source", d->source, "state",
                      text_or_null (d->state), "cycle", d->cycle > 0 ? json_integer (d->cycle) : json_null (), "title",
                      text_or_null (own_title (d)), "body", text_or_null (d->body), "day", text_or_null (d->day),
                      "languages", languages);
    for (guint i = 0; paragraphs != NULL && i < paragraphs->len; i++)
        json_array_append_new (list, paragraph_to_json (paragraphs->pdata[i]));
    if (paragraphs == NULL) {
        json_decref (list);
        return json;
    }
    json_object_set_new (json, "language",
                         paragraphs->len > 0
                             ? json_string (((const TdLibraryParagraph *) paragraphs->pdata[0])->language)
                             : json_null ());
    json_object_set_new (json, "paragraphs", list);
    return json;
}

static json_t *in_languages (const TdProfile *profile, const TdLibraryDocument *d)
{
    json_t *there = json_array (), *missing = json_array (), *unofficial = json_array ();

    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        json_array_append_new (l->unofficial_by == NULL ? there : unofficial, json_string (l->language));
    }
    for (gsize i = 0; profile->languages[i] != NULL; i++) {
        const TdLibraryLanguage *l = td_library_in (d, profile->languages[i]);
        if (l == NULL || l->unofficial_by != NULL)
            json_array_append_new (missing, json_string (profile->languages[i]));
    }
    return json_pack ("{s:s, s:o, s:o, s:o, s:o, s:o}", "id", d->id, "symbol", text_or_null (d->symbol), "title",
                      text_or_null (own_title (d)), "there", there, "missing", missing, "unofficial", unofficial);
}

json_t *td_library_languages_to_json (const TdProfile *profile, const GPtrArray *list, gint64 total)
{
    json_t *languages = json_array (), *documents = json_array ();

    for (gsize i = 0; profile->languages[i] != NULL; i++)
        json_array_append_new (languages, json_string (profile->languages[i]));
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (documents, in_languages (profile, list->pdata[i]));
    return json_pack ("{s:I, s:o, s:o}", "total", (json_int_t) total, "languages", languages, "documents", documents);
}
