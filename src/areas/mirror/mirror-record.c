/* Reading a line of another server's. Contract in mirror-record.h. */
#include "areas/mirror/mirror-record.h"

#include "areas/library/source.h"
#include "areas/mirror/mirror.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>

static gboolean refuse (GError **error, const char *what)
{
    g_set_error (error, TD_MIRROR_ERROR, TD_ERROR_INPUT,
                 "The server sent something that no Treatydesk says (%s). Ask who runs that server.", what);
    return FALSE;
}

/* ---- what a record holds ---- */

/* Strings and lists that its parts borrow. */
static void clear_language (gpointer data)
{
    TdLibraryMirrored *m = data;

    g_ptr_array_unref ((GPtrArray *) m->paragraphs);
    g_ptr_array_unref ((GPtrArray *) m->anchors);
}

void td_mirror_record_clear (TdMirrorRecord *r)
{
    g_clear_pointer (&r->id, g_free);
    g_clear_pointer (&r->languages, g_array_unref);
    g_clear_pointer (&r->held, g_ptr_array_unref);
    g_clear_pointer (&r->document, td_library_document_free);
}

static char *hold (TdMirrorRecord *r, char *take_text)
{
    if (take_text != NULL)
        g_ptr_array_add (r->held, take_text);
    return take_text;
}

/* A line of at most so many characters, cleaned; NULL where there is none. Free it. */
static char *line_of (const json_t *json, const char *name, gsize most)
{
    const char *text = json_string_value (json_object_get (json, name));
    g_autofree char *clean = text != NULL ? td_text_clean_line (text, most) : NULL;

    return clean != NULL && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

static gboolean is_slug (const char *text)
{
    gsize length = text != NULL ? strlen (text) : 0;

    return length > 0 && length <= 60 && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static gboolean is_tag (const char *text)
{
    gsize length = text != NULL ? strlen (text) : 0;

    return length >= 2 && length <= TD_LIMIT_LANGUAGE_CHARACTERS
           && strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

static gboolean is_sha256 (const char *text)
{
    return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean is_anchor (const char *text)
{
    return text != NULL && strlen (text) <= 24 && td_library_is_anchor (text);
}

static gint64 number_of (const json_t *json, const char *name, gint64 most)
{
    return CLAMP (json_integer_value (json_object_get (json, name)), 0, most);
}

/* ---- paragraphs ---- */

static void paragraph_free (gpointer data)
{
    TdParagraph *p = data;

    for (guint i = 0; i < p->articles->len; i++)
        g_free (g_array_index (p->articles, TdTag, i).because);
    g_array_unref (p->articles);
    g_free (p->number);
    g_free (p->heading);
    g_free (p->text);
    g_free (p);
}

static void read_tags (const TdProfile *profile, const json_t *list, GArray *tags)
{
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
    json_t *one;
    size_t i;

    json_array_foreach (list, i, one)
    {
        gint64 article = number_of (one, "article", 100000);
        TdTag tag = { .article = (int) article,
                      .confidence = CLAMP (json_number_value (json_object_get (one, "confidence")), 0, 1),
                      .because = line_of (one, "because", TD_LIMIT_NAME_CHARACTERS) };
        if (td_profile_article (profile, tag.article) == NULL || !g_hash_table_add (seen, GINT_TO_POINTER (article))) {
            g_free (tag.because);
            continue;
        }
        if (tag.because == NULL)
            tag.because = g_strdup ("");
        g_array_append_val (tags, tag);
    }
}

static gboolean read_paragraph (const TdProfile *profile, const json_t *json, guint n, const char *language,
                                GPtrArray *paragraphs, GError **error)
{
    const char *kind = json_string_value (json_object_get (json, "kind"));
    const char *text = json_string_value (json_object_get (json, "text"));
    TdParagraph *p = g_new0 (TdParagraph, 1);

    p->articles = g_array_new (FALSE, TRUE, sizeof (TdTag));
    g_ptr_array_add (paragraphs, p);
    p->n = (int) n;
    p->page = (int) number_of (json, "page", 1000000);
    p->level = (int) number_of (json, "level", 9);
    p->language = g_intern_string (language);
    p->number = line_of (json, "number", 40);
    p->heading = line_of (json, "heading", TD_LIMIT_TITLE_CHARACTERS);
    p->text = text != NULL ? td_text_clean_text (text, TD_LIMIT_TEXT_PARAGRAPH_CHARACTERS) : NULL;
    if (p->text == NULL || kind == NULL || !td_paragraph_kind_from_name (kind, &p->kind))
        return refuse (error, "a paragraph without kind or text");
    read_tags (profile, json_object_get (json, "articles"), p->articles);
    return TRUE;
}

/* anchored: each says its anchor, else it is "p" and its number. */
static gboolean read_paragraphs (const TdProfile *profile, const json_t *list, gboolean anchored, const char *language,
                                 TdLibraryMirrored *m, GError **error)
{
    g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
    g_autoptr (GPtrArray) anchors = g_ptr_array_new_with_free_func (g_free);
    json_t *one;
    size_t i;

    if (!json_is_array (list) || json_array_size (list) > TD_LIMIT_TEXT_PARAGRAPHS)
        return refuse (error, "a text without paragraphs, or with too many");
    json_array_foreach (list, i, one)
    {
        const char *anchor = json_string_value (json_object_get (one, "anchor"));
        if (anchored && !is_anchor (anchor))
            return refuse (error, "a paragraph without anchor");
        if (!read_paragraph (profile, one, (guint) i + 1, language, paragraphs, error))
            return FALSE;
        g_ptr_array_add (anchors, anchored ? g_strdup (anchor) : g_strdup_printf ("p%u", (guint) i + 1));
    }
    m->paragraphs = g_steal_pointer (&paragraphs);
    m->anchors = g_steal_pointer (&anchors);
    return TRUE;
}

/* ---- a document ---- */

static gboolean read_unofficial (TdMirrorRecord *r, const json_t *json, TdLibraryLanguage *l)
{
    if (!json_is_object (json))
        return TRUE;
    l->unofficial_by = hold (r, line_of (json, "by", TD_LIMIT_NAME_CHARACTERS));
    l->unofficial_reviewed = hold (r, line_of (json, "reviewed_by", TD_LIMIT_NAME_CHARACTERS));
    l->unofficial_missing = (int) number_of (json, "missing", 1000000);
    return l->unofficial_by != NULL && l->unofficial_reviewed != NULL;
}

static gboolean read_language (const TdProfile *profile, const json_t *json, const json_t *texts, TdMirrorRecord *r,
                               GError **error)
{
    const char *tag = json_string_value (json_object_get (json, "language"));
    TdLibraryMirrored m = { 0 };
    TdLibraryLanguage *l = &m.language;

    if (!is_tag (tag))
        return refuse (error, "a language that is none");
    l->language = hold (r, g_strdup (tag));
    l->title = hold (r, line_of (json, "title", TD_LIMIT_TITLE_CHARACTERS));
    l->format = hold (r, line_of (json, "format", 40));
    l->sha256 = hold (r, line_of (json, "sha256", 64));
    l->size = number_of (json, "size", G_MAXINT64);
    l->pages = (int) number_of (json, "pages", 1000000);
    l->words = number_of (json, "words", 1000000000);
    l->no_text = json_is_true (json_object_get (json, "no_text"));
    if ((l->sha256 != NULL && !is_sha256 (l->sha256)) || (l->format != NULL && !is_slug (l->format))
        || !read_unofficial (r, json_object_get (json, "unofficial"), l))
        return refuse (error, "a language whose file or translators are not as they should be");
    if (l->sha256 != NULL)
        l->name = hold (r, g_strdup_printf ("%s.%s", r->id, l->format != NULL ? l->format : "txt"));
    if (!read_paragraphs (profile, json_object_get (texts, tag), TRUE, tag, &m, error))
        return FALSE;
    g_array_append_val (r->languages, m);
    return TRUE;
}

static gboolean read_document (const TdProfile *profile, const json_t *thing, TdMirrorRecord *r, GError **error)
{
    const json_t *languages = json_object_get (thing, "languages"), *texts = json_object_get (thing, "paragraphs");
    TdLibraryDocument *d = r->document;
    json_t *one;
    size_t i;

    d->symbol = line_of (thing, "symbol", TD_LIMIT_SYMBOL_CHARACTERS);
    d->type = line_of (thing, "type", 60);
    d->source = line_of (thing, "source", 20);
    d->cycle = (int) number_of (thing, "cycle", 1000);
    d->title = line_of (thing, "title", TD_LIMIT_TITLE_CHARACTERS);
    d->body = line_of (thing, "body", TD_LIMIT_NAME_CHARACTERS);
    d->day = line_of (thing, "day", 10);
    if (!is_slug (d->type) || d->source == NULL || !g_strv_contains (td_dossier_sources, d->source)
        || (d->day != NULL && td_date_precision (d->day) == TD_DATE_NONE))
        return refuse (error, "a document without type or source");
    if (!json_is_array (languages) || json_array_size (languages) == 0 || json_array_size (languages) > 200)
        return refuse (error, "a document without languages");
    json_array_foreach (languages, i, one) if (!read_language (profile, one, texts, r, error)) return FALSE;
    return TRUE;
}

/* ---- a contribution, which becomes a document of who sent it ---- */

/* The type of the profile's that has no symbols of its own and counts in this column. */
static const char *type_of_source (const TdProfile *profile, const char *source)
{
    const char *found = "";

    for (gsize i = 0; i < profile->n_document_types; i++)
        if (g_str_equal (profile->document_types[i].source, source)
            && (*found == '\0' || profile->document_types[i].symbols == NULL))
            found = profile->document_types[i].slug;
    return found;
}

static gboolean read_contribution (const TdProfile *profile, const json_t *thing, TdMirrorRecord *r, GError **error)
{
    const char *kind = json_string_value (json_object_get (thing, "kind"));
    const char *tag = json_string_value (json_object_get (thing, "language"));
    const char *source = td_source_word (td_source_of_submission (
        profile, kind != NULL ? kind : "", json_is_string (json_object_get (thing, "by_state"))));
    g_autofree char *received = line_of (thing, "received", 40);
    TdLibraryDocument *d = r->document;
    TdLibraryMirrored m = { 0 };

    d->source = g_strdup (source);
    d->type = g_strdup (type_of_source (profile, source));
    d->title = line_of (thing, "title", TD_LIMIT_TITLE_CHARACTERS);
    d->body = line_of (thing, "organisation", TD_LIMIT_NAME_CHARACTERS);
    if (received != NULL && strlen (received) >= 10) {
        d->day = g_strndup (received, 10);
        if (td_date_precision (d->day) == TD_DATE_NONE)
            return refuse (error, "a contribution without a day");
    }
    m.language.language = hold (r, g_strdup (is_tag (tag) ? tag : "und"));
    m.language.title = hold (r, g_strdup (d->title));
    if (!read_paragraphs (profile, json_object_get (thing, "paragraphs"), FALSE, m.language.language, &m, error))
        return FALSE;
    for (guint i = 0; i < m.paragraphs->len; i++)
        m.language.words += (gint64) strlen (((const TdParagraph *) m.paragraphs->pdata[i])->text) / 6;
    g_array_append_val (r->languages, m);
    return TRUE;
}

/* ---- the line ---- */

/* What the server says that the thing is, held against what it sent. */
static gboolean hash_holds (const json_t *line, const json_t *thing)
{
    const char *said = json_string_value (json_object_get (line, "hash"));
    char *dumped = json_dumps (thing, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION (3));
    g_autofree char *sum = dumped != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, dumped, -1) : NULL;

    free (dumped);
    return said != NULL && sum != NULL && g_str_equal (said, sum);
}

static gboolean read_thing (const TdProfile *profile, const json_t *line, TdMirrorRecord *r, GError **error)
{
    const json_t *thing = json_object_get (line, "thing");
    const char *kind = json_string_value (json_object_get (line, "kind"));
    const char *state = json_string_value (json_object_get (line, "state"));

    if (!json_is_object (thing) || !hash_holds (line, thing))
        return refuse (error, "a record whose hash differs");
    if (g_strcmp0 (json_string_value (json_object_get (thing, "id")), r->id) != 0)
        return refuse (error, "a record of something else");
    r->document = g_new0 (TdLibraryDocument, 1);
    r->document->languages = g_ptr_array_new ();
    r->document->id = g_strdup (r->id);
    if (state != NULL && (strlen (state) != 3 || strspn (state, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3))
        return refuse (error, "a State that is none");
    r->document->state = g_strdup (state);
    if (g_strcmp0 (kind, "document") == 0)
        return read_document (profile, thing, r, error);
    if (g_strcmp0 (kind, "submission") == 0)
        return read_contribution (profile, thing, r, error);
    return refuse (error, "a kind of thing that is not known");
}

static gboolean read_line (const TdProfile *profile, const json_t *line, TdMirrorRecord *r, GError **error)
{
    const char *id = json_string_value (json_object_get (line, "id"));

    r->position = json_integer_value (json_object_get (line, "position"));
    if (r->position <= 0 || !td_id_valid (id))
        return refuse (error, "a record without position or id");
    r->id = g_strdup (id);
    r->deleted = json_is_true (json_object_get (line, "deleted"));
    r->held = g_ptr_array_new_with_free_func (g_free);
    r->languages = g_array_new (FALSE, TRUE, sizeof (TdLibraryMirrored));
    g_array_set_clear_func (r->languages, clear_language);
    return r->deleted || read_thing (profile, line, r, error);
}

gboolean td_mirror_record_read (const TdProfile *profile, const char *line, gsize length, TdMirrorRecord *ret_record,
                                GError **error)
{
    g_auto (TdMirrorRecord) record = { 0 };
    json_t *json = length <= TD_LIMIT_MIRROR_ANSWER ? json_loadb (line, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    gboolean good =
        json_is_object (json) ? read_line (profile, json, &record, error) : refuse (error, "a line that is no JSON");

    json_decref (json);
    if (!good)
        return FALSE;
    *ret_record = record;
    record = (TdMirrorRecord){ 0 };
    return TRUE;
}

gboolean td_mirror_record_place (const char *line, gsize length, gint64 *ret_position, char **ret_id)
{
    json_t *json = length <= TD_LIMIT_MIRROR_ANSWER ? json_loadb (line, length, JSON_REJECT_DUPLICATES, NULL) : NULL;
    gint64 position = json_integer_value (json_object_get (json, "position"));
    const char *id = json_string_value (json_object_get (json, "id"));

    if (position > 0) {
        *ret_position = position;
        *ret_id = td_id_valid (id) ? g_strdup (id) : NULL;
    }
    json_decref (json);
    return position > 0;
}
